import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type LoadedCall, loadCall } from "@/server/calls/keyed/loaded-call";
import { ATTEMPTS_MAX, type CallStep, type CallTurn } from "@/server/calls/ports";
import { addTurnsOnce } from "@/server/calls/recording/add-turns";
import { noteOutcome } from "@/server/calls/recording/follow-call";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { payLinkMessage } from "@/server/conversations/pay-link-message";
import { type SpokenLanguage, standardTexts } from "@/server/conversations/standard-texts";
import { optOutAddress } from "@/server/debtors/opt-out";
import { DomainError } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { writeAudit } from "@/server/mutate";
import { makePromise } from "@/server/promises/record-promise";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, dayIn } from "@/server/time/calendar";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { recordDelivery } from "@/server/touches/record-delivery";

const PROMISE_DAYS_MAX = 30;

/** Keys were pressed, or none came (`digits` empty). The same keys again do the same once. */
export async function pressKeys(
  ctx: TenantContext,
  press: { touchId: string; step: CallStep; digits: string; attempt: number },
): Promise<CallTurn> {
  return withTenant(ctx, async (tx) => {
    const call = await loadCall(tx, ctx, press.touchId);
    const debtor: TenantContext = { ...ctx, actor: { kind: "debtor", debtorId: call.debtorId } };
    const turn =
      press.step === "menu"
        ? await choose(tx, debtor, call, press.digits, press.attempt)
        : await promiseIn(tx, debtor, call, press.digits, press.attempt);
    if (press.digits) await noteDigits(tx, ctx, call, press.digits);
    await addTurnsOnce(tx, ctx, call.touchId, `${press.step} ${press.attempt}`, [
      ...(press.digits ? [{ speaker: "debtor" as const, kind: "keys" as const, text: press.digits }] : []),
      { speaker: "agent", kind: "speech", text: turn.say.join("\n"), language: turn.language },
    ]);
    return turn;
  });
}

async function choose(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: LoadedCall,
  digits: string,
  attempt: number,
): Promise<CallTurn> {
  const { language, company } = call;
  const texts = standardTexts[language];
  const end = (text: string): CallTurn => ({ language, say: [text, texts.goodbye], gather: null });
  switch (digits) {
    case "1":
      if (!(await owesAnything(tx, ctx, call.debtorId))) return end(texts.nothingOpen);
      if (!(await sendPayLink(tx, ctx, call))) return end(texts.linkNotSent);
      await noteOutcome(tx, ctx, call, "pay_link");
      return end(texts.linkSent);
    case "2":
      return { language, say: [texts.askDays], gather: { step: "promise_days", digitsMax: 2, attempt: 1 } };
    case "3":
      await askForPerson(tx, ctx, call);
      return end(texts.person(company));
    case "9":
      if (call.address) {
        const { debtorId, address } = call;
        await optOutAddress(tx, ctx, { channel: "voice", address, debtorId, source: "recipient" });
      }
      await noteOutcome(tx, ctx, call, "stop");
      return end(texts.stopped);
    default:
      if (attempt >= ATTEMPTS_MAX) return end(texts.nothingToSay(company, call.phone));
      return {
        language,
        say: [...(digits ? [texts.notUnderstood] : []), texts.menu, texts.stopKey],
        gather: menu(attempt + 1),
      };
  }
}

async function promiseIn(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: LoadedCall,
  digits: string,
  attempt: number,
): Promise<CallTurn> {
  const { language, debtorId, touchId } = call;
  const texts = standardTexts[language];
  const days = /^\d{1,2}$/.test(digits) ? Number(digits) : 0;
  if (days < 1 || days > PROMISE_DAYS_MAX) {
    if (attempt >= ATTEMPTS_MAX) {
      await askForPerson(tx, ctx, call);
      return { language, say: [texts.person(call.company), texts.goodbye], gather: null };
    }
    const gather = { step: "promise_days" as const, digitsMax: 2, attempt: attempt + 1 };
    return { language, say: [texts.badDays, texts.askDays], gather };
  }
  const dueOn = addDays(dayIn(call.zone, ctx.clock.now()), days);
  const say = texts.promised(spokenDate(dueOn, language));
  if (await isPromised(tx, ctx, touchId, dueOn)) return { language, say: [say, texts.goodbye], gather: null };
  try {
    const promiseIds = await makePromise(tx, ctx, { debtorId, dueOn, source: "call", touchId });
    await noteOutcome(tx, ctx, { touchId }, "promise");
    await writeAudit(tx, ctx, "promises.create", { kind: "debtor", id: debtorId, details: { promiseIds, dueOn } });
  } catch (error) {
    if (error instanceof DomainError && error.code === "PRECONDITION") {
      return { language, say: [texts.notPromised, texts.goodbye], gather: null };
    }
    throw error;
  }
  return { language, say: [say, texts.goodbye], gather: null };
}

async function sendPayLink(tx: TenantTransaction, ctx: TenantContext, call: LoadedCall): Promise<boolean> {
  const texts = standardTexts[call.language];
  const isOwed = await owesCollectorNotice(tx, ctx, call.debtorId);
  const { verdict } = await queueTouch(tx, ctx, {
    key: `pay-link:${call.touchId}`,
    purpose: "service",
    debtorId: call.debtorId,
    contactPointId: call.contactPointId ?? undefined,
    channel: "sms",
    content: payLinkMessage(texts, call.company, isOwed),
  });
  if (verdict === "deny") await askForPerson(tx, ctx, call);
  return verdict !== "deny";
}

async function askForPerson(tx: TenantTransaction, ctx: TenantContext, { debtorId, touchId, digits }: LoadedCall) {
  await raiseTask(tx, ctx, {
    kind: "wants_person",
    key: `person:${touchId}`,
    debtorId,
    subjectKind: "touch",
    subjectId: touchId,
  });
  await noteOutcome(tx, ctx, { touchId }, "wants_person");
  if (!digits.includes("3")) await signalDebtor(tx, ctx, { debtorId, kind: "wants_person", touchId });
}

/** A debtor may pay while the phone rings: what was said then no longer holds when a key is pressed. */
async function owesAnything(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from debtor_balances where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and open_minor > 0
    limit 1`);
  return rows.length > 0;
}

async function isPromised(tx: TenantTransaction, ctx: TenantContext, touchId: string, dueOn: string) {
  const { rows } = await tx.execute(sql`
    select 1 from promises where tenant_id = ${ctx.tenantId} and touch_id = ${touchId} and due_on = ${dueOn}
      and status = 'open' limit 1`);
  return rows.length > 0;
}

async function noteDigits(tx: TenantTransaction, ctx: TenantContext, call: LoadedCall, digits: string) {
  const all = call.digits ? `${call.digits},${digits}` : digits;
  await recordDelivery(
    tx,
    ctx,
    { touchId: call.touchId },
    { status: "delivered", call: { outcome: "answered", digits: all.slice(0, 60) } },
  );
}

function spokenDate(day: string, language: SpokenLanguage): string {
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

const menu = (attempt: number): CallTurn["gather"] => ({ step: "menu", digitsMax: 1, attempt });

import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { ATTEMPTS_MAX, type CallStep, type CallTurn } from "@/server/conversations/ports";
import {
  type SpokenLanguage,
  spokenLanguage,
  spokenScript,
  standardTexts,
} from "@/server/conversations/standard-texts";
import { optOutAddress } from "@/server/debtors/opt-out";
import { DomainError, found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { writeAudit } from "@/server/mutate";
import { makePromise } from "@/server/promises/record-promise";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, dayIn } from "@/server/time/calendar";
import type { CallResult } from "@/server/touches/contract";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { recordDelivery } from "@/server/touches/record-delivery";

const PROMISE_DAYS_MAX = 30;

/** Somebody, or something, picked up: what to say. A machine hears no word about money. */
export async function answerCall(
  ctx: TenantContext,
  call: { touchId: string; answeredBy: "person" | "machine"; vendorWord?: string },
): Promise<CallTurn> {
  return withTenant(ctx, async (tx) => {
    const { company, phone, language, script } = await loadCall(tx, ctx, call.touchId);
    const texts = standardTexts[language];
    const outcome = call.answeredBy === "machine" ? ("voicemail" as const) : ("answered" as const);
    const answeredBy = call.vendorWord ?? call.answeredBy;
    await recordDelivery(tx, ctx, { touchId: call.touchId }, { status: "delivered", call: { outcome, answeredBy } });
    if (outcome === "voicemail") return { language, say: [texts.voicemail(company, phone)], gather: null };
    const say = spokenScript(script ?? texts.nothingToSay(company, phone), company, texts);
    return { language, say, gather: menu(1) };
  });
}

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
    return turn;
  });
}

/** The call is over, or never began. A first outcome stays. */
export async function endCall(
  ctx: TenantContext,
  call: { touchId: string; outcome: NonNullable<CallResult["outcome"]>; answeredBy?: string; code?: string },
): Promise<{ found: boolean }> {
  const reached = call.outcome === "answered" || call.outcome === "voicemail";
  const { found: known } = await withTenant(ctx, (tx) =>
    recordDelivery(
      tx,
      ctx,
      { touchId: call.touchId },
      {
        status: reached ? "delivered" : "failed",
        code: reached ? undefined : (call.code ?? call.outcome.toUpperCase()),
        call: { outcome: call.outcome, answeredBy: call.answeredBy },
      },
    ),
  );
  return { found: known };
}

type LoadedCall = {
  touchId: string;
  debtorId: string;
  contactPointId: string | null;
  address: string | null;
  company: string;
  phone: string | null;
  zone: string;
  language: SpokenLanguage;
  script: string | null;
  digits: string;
};

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
      return end((await sendPayLink(tx, ctx, call)) ? texts.linkSent : texts.linkNotSent);
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
    content: {
      type: "journey",
      body: {
        type: "doc",
        content: [
          {
            type: "paragraph",
            content: [
              { type: "text", text: texts.payLinkBefore(call.company) },
              { type: "variable", name: "pay_link" },
              ...(isOwed ? [{ type: "text" as const, text: `\n${texts.collectorNotice}` }] : []),
            ],
          },
        ],
      },
    },
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

async function loadCall(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<LoadedCall> {
  const { rows } = await tx.execute<CallRow>(sql`
    select t.debtor_id, t.contact_point_id, t.call_result ->> 'digits' as digits, p.address, d.language, w.name, w.phone,
           w.time_zone, m.body as script
    from touches t
    join tenants w on w.id = t.tenant_id
    join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
    left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
    left join lateral (
      select body from messages where tenant_id = t.tenant_id and touch_id = t.id and debtor_id = t.debtor_id
        and direction = 'outbound' and channel = 'voice' order by at desc limit 1) m on true
    where t.tenant_id = ${ctx.tenantId} and t.id = ${touchId} and t.channel = 'voice'`);
  const row = found(rows[0], "The call");
  return {
    touchId,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    address: row.address,
    company: row.name,
    phone: row.phone,
    zone: row.time_zone,
    language: spokenLanguage(row.language),
    script: row.script,
    digits: row.digits ?? "",
  };
}

type CallRow = {
  debtor_id: string;
  contact_point_id: string | null;
  digits: string | null;
  address: string | null;
  language: string;
  name: string;
  phone: string | null;
  time_zone: string;
  script: string | null;
};

const menu = (attempt: number): CallTurn["gather"] => ({ step: "menu", digitsMax: 1, attempt });

function spokenDate(day: string, language: SpokenLanguage): string {
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

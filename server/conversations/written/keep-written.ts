// What one turn of a conversation in messages came to, in one transaction: the state, the turns, what follows from what was
// said, and the answer in the outbox. Whoever was slower keeps nothing of it.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import {
  followRecord,
  followSkill,
  followUnopenedDispute,
  hasOpenedDispute,
  type TalkedWith,
} from "@/server/calls/led/consequences";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { spokenLanguage, standardTexts } from "@/server/conversations/standard-texts";
import type { Turned } from "@/server/conversations/written/hold-written";
import type { Written } from "@/server/conversations/written/load-written";
import { DomainError } from "@/server/errors";
import { raiseTask, raiseTasks } from "@/server/escalations/raise-task";
import { keepState, keepTurns } from "@/server/flows/holding/keep-conversation";
import { advance } from "@/server/flows/interpreter/advance";
import type { OwnOutcome } from "@/server/flows/interpreter/outcomes";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { moneyOf } from "@/server/flows/skills/acts/account";
import { sameValue } from "@/server/graphs/same-value";
import type { TenantContext } from "@/server/tenant-context";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

/** An hour for each second that one would be waited for on a call, within these. */
const SILENCE_HOURS = { min: 4, max: 72 };

/** CONFLICT: another was faster, or their money moved while it was talked about; then all of it is done again. */
export async function keepWritten(
  tx: TenantTransaction,
  ctx: TenantContext,
  written: Written,
  turned: Turned,
): Promise<void> {
  const { balances } = await moneyOf(tx, ctx, written.debtorId);
  if (!sameValue(balances, written.money.balances)) throw new DomainError("CONFLICT", "Money moved meanwhile.");
  await keep(tx, ctx, written, turned, turned.state);
  const debtor: TenantContext = { ...ctx, actor: { kind: "debtor", debtorId: written.debtorId } };
  const of: TalkedWith = { ...written, touchId: null, inMessages: written.channel };
  for (const entry of turned.records) await followRecord(tx, debtor, of, entry);
  for (const name of turned.done) await followSkill(tx, debtor, of, name);
  if (turned.state.outcome === "disputed" && !(await hasOpenedDispute(tx, ctx, written.id))) {
    await followUnopenedDispute(tx, debtor, of);
  }
  await answer(tx, ctx, written, turned);
}

/** It ends without a word more, for what happened elsewhere or because it cannot be held; a person reads what waits. */
export async function closeWritten(
  tx: TenantTransaction,
  ctx: TenantContext,
  written: Written,
  outcome: OwnOutcome | "fault",
): Promise<void> {
  const ended = endedOf(ctx, written, written.state);
  await keep(tx, ctx, written, { line: written.line }, { ...ended, outcome });
  await raiseTasks(
    tx,
    ctx,
    written.messages.map(({ id }) => ({
      kind: "unclear_reply",
      key: `reply:${id}`,
      debtorId: written.debtorId,
      subjectKind: "message",
      subjectId: id,
    })),
  );
}

function endedOf(ctx: TenantContext, { flow }: Written, state: ConversationState): ConversationState {
  const now = ctx.clock.now();
  return advance(flow, state, { type: "ended", at: now.toISOString(), by: "us" }, now).state;
}

async function keep(
  tx: TenantTransaction,
  ctx: TenantContext,
  { id: conversationId, revision, messages }: Written,
  { line }: Pick<Turned, "line"> | { line: Written["line"] },
  state: ConversationState,
): Promise<void> {
  const held = { conversationId, revision, state, line };
  await keepState(tx, ctx, held);
  await keepTurns(tx, ctx, held);
  const now = ctx.clock.now();
  const heard = sql.param(messages.map((message) => message.id));
  await tx.execute(sql`
    update messages set heard_at = ${now.toISOString()} where tenant_id = ${ctx.tenantId} and id = any(${heard}::uuid[])`);
  const silentAt = new Date(now.getTime() + silenceMsOf(line?.listening?.timeoutMs)).toISOString();
  // What was written meanwhile is heard next.
  await tx.execute(sql`
    update conversations c set attempts = 0, due_at = case
      when c.ended_at is not null then null
      when exists (select 1 from messages m where m.tenant_id = c.tenant_id and m.conversation_id = c.id
        and m.heard_at is null) then ${now.toISOString()}::timestamptz
      else ${silentAt}::timestamptz end
    where c.tenant_id = ${ctx.tenantId} and c.id = ${conversationId}`);
}

function silenceMsOf(spokenMs = 0): number {
  const hours = Math.min(SILENCE_HOURS.max, Math.max(SILENCE_HOURS.min, spokenMs / 1_000));
  return hours * 3_600_000;
}

/** Through the policy, as any touch. Where nothing may go to them the conversation is over, and a person goes on. */
async function answer(tx: TenantTransaction, ctx: TenantContext, written: Written, turned: Turned): Promise<void> {
  const { id, debtorId, contactPointId, channel } = written;
  const { said, state } = turned;
  if (said.length === 0) return;
  const { collectorNotice } = standardTexts[spokenLanguage(state.language)];
  const isOwed = await owesCollectorNotice(tx, ctx, debtorId);
  const text = [...said, ...(isOwed ? [collectorNotice] : [])];
  const revision = written.revision + 1;
  const { verdict } = await queueTouch(tx, ctx, {
    key: `written:${id}:${revision}`,
    purpose: state.outcome === "stopped" && channel === "sms" ? "opt_out_confirmation" : "answer",
    debtorId,
    contactPointId: contactPointId ?? undefined,
    channel,
    content:
      channel === "sms"
        ? { type: "text", text: text.join("\n") }
        : { type: "text", subject: subjectOf(written), text: text.join("\n\n") },
  });
  if (verdict !== "deny" || state.status === "ended") return;
  const ended = { ...endedOf(ctx, written, state), outcome: "wants_person" };
  await keep(tx, ctx, { ...written, revision, messages: [] }, turned, ended);
  await raiseTask(tx, ctx, {
    kind: "human_review",
    key: `written_refused:${id}`,
    debtorId,
    subjectKind: "debtor",
    subjectId: debtorId,
    note: "In messages the policy does not let our answer go to them",
  });
}

function subjectOf({ messages }: Written): string {
  const subject = messages.at(-1)?.subject?.trim().slice(0, 200) || "Re:";
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

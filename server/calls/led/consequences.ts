// What follows from what was said on a call or in messages, beyond the skills that were run: rights that the law gives to whoever says a
// word, and work for a person. Called inside the transaction that keeps the conversation, which does each once.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallOutcome } from "@/server/calls/contract";
import { noteOutcome } from "@/server/calls/recording/follow-call";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import type { WrittenChannel } from "@/server/conversations/written/contract";
import type { DebtorStop } from "@/server/debtors/contract";
import { optOutAddress } from "@/server/debtors/opt-out";
import { pauseDebtor } from "@/server/debtors/pause-debtor";
import { writeStop } from "@/server/debtors/stop-debtor";
import { raiseTask } from "@/server/escalations/raise-task";
import type { RecordEntry } from "@/server/flows/interpreter/commands";
import { type SkillName, skillName } from "@/server/flows/skills/names";
import { writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** With whom it was said, and where: on the call of that id, or in a conversation in messages. */
export type TalkedWith = {
  id: string;
  debtorId: string;
  touchId: string | null;
  address: string | null;
  inMessages?: WrittenChannel;
};

const stops: Partial<Record<RecordEntry["what"], DebtorStop>> = {
  attorney: "attorney",
  bankruptcy: "bankrupt",
  deceased: "deceased",
};

/** Acts on what the engine wrote down; most of it asks for nothing. */
export async function followRecord(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: TalkedWith,
  entry: RecordEntry,
): Promise<void> {
  if (entry.what === "recording") return writeConsent(tx, ctx, call, entry);
  const { what } = entry;
  const stop = stops[what];
  if (stop) return stopFor(tx, ctx, call, stop);
  switch (what) {
    case "stop":
      // What stops it is the skill, which needs to know where.
      if (!call.address) await review(tx, ctx, call, "stop", "they want no more contact");
      return note(tx, ctx, call, "stop");
    case "dispute":
      return note(tx, ctx, call, "dispute");
    case "wants_person":
      return wantsPerson(tx, ctx, call);
    case "abuse":
    case "threat":
      return review(tx, ctx, call, what, what === "abuse" ? "they were abusive" : "they made a threat");
    case "wrong_person":
      return wrongPerson(tx, ctx, call);
    case "hardship":
      await pauseDebtor(tx, ctx, { debtorId: call.debtorId, reason: "HARDSHIP" });
      return review(tx, ctx, call, "hardship", "they spoke of hardship");
  }
}

/** The evidence that it may be recorded, or may not. */
function writeConsent(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: TalkedWith,
  { answer, turnId }: Extract<RecordEntry, { what: "recording" }>,
): Promise<void> {
  const turn = turnId === null ? {} : { turn: Number(turnId.split("_")[1]) };
  return writeAudit(tx, ctx, "calls.record", { kind: "call", id: call.id, details: { answer, ...turn } });
}

const outcomes: Partial<Record<SkillName, CallOutcome>> = {
  record_promise: "promise",
  propose_plan: "promise",
  open_dispute: "dispute",
  schedule_callback: "callback",
  send_pay_link: "pay_link",
  do_not_call: "stop",
};

/** A skill did what it was called for. */
export async function followSkill(tx: TenantTransaction, ctx: TenantContext, call: TalkedWith, name: string) {
  const known = skillName.safeParse(name);
  const outcome = known.success ? outcomes[known.data] : undefined;
  if (outcome) await note(tx, ctx, call, outcome);
}

/** A call is listed by what came of it. */
async function note(tx: TenantTransaction, ctx: TenantContext, of: TalkedWith, outcome: CallOutcome): Promise<void> {
  if (!of.inMessages) await noteOutcome(tx, ctx, { callId: of.id }, outcome);
}

/** Whether the conversation opened one by itself. */
export async function hasOpenedDispute(
  tx: TenantTransaction,
  ctx: TenantContext,
  conversationId: string,
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from skill_runs
    where tenant_id = ${ctx.tenantId} and conversation_id = ${conversationId} and name = 'open_dispute' limit 1`);
  return rows.length > 0;
}

/** They disputed, and no dispute was opened: a person finds out what it is about. */
export function followUnopenedDispute(tx: TenantTransaction, ctx: TenantContext, call: TalkedWith): Promise<void> {
  return review(tx, ctx, call, "dispute", "they disputed what is owed");
}

/** Whoever says so is believed until a person looked: what reaches them meanwhile may not be sent. */
async function stopFor(tx: TenantTransaction, ctx: TenantContext, call: TalkedWith, stop: DebtorStop): Promise<void> {
  const { debtorId } = call;
  const { before, cancelled } = await writeStop(tx, ctx, { debtorId, stop });
  if (before !== stop) {
    await writeAudit(tx, ctx, "debtors.stop", { kind: "debtor", id: debtorId, details: { stop, cancelled } });
  }
  return review(tx, ctx, call, stop, `they said: ${stop}`);
}

async function wantsPerson(tx: TenantTransaction, ctx: TenantContext, call: TalkedWith) {
  const { id, debtorId, touchId } = call;
  await raiseTask(tx, ctx, { kind: "wants_person", key: `person:${touchId ?? id}`, debtorId, ...subjectOf(call) });
  await note(tx, ctx, call, "wants_person");
  await signalDebtor(tx, ctx, { debtorId, kind: "wants_person", touchId: touchId ?? undefined });
}

/** What a call is found by: what placed it, or itself; messages by whom they are from. */
function subjectOf({ id, touchId, debtorId, inMessages }: TalkedWith) {
  if (inMessages) return { subjectKind: "debtor", subjectId: debtorId };
  return touchId ? { subjectKind: "touch", subjectId: touchId } : { subjectKind: "call", subjectId: id };
}

/** The number is somebody else's: nobody is contacted there again about this debtor. */
async function wrongPerson(tx: TenantTransaction, ctx: TenantContext, call: TalkedWith): Promise<void> {
  const { address, debtorId, inMessages: channel = "sms" } = call;
  if (address) await optOutAddress(tx, ctx, { channel, address, debtorId, source: "recipient" });
  await note(tx, ctx, call, "wrong_person");
  return review(tx, ctx, call, "wrong_person", "whoever it was is not whom we look for");
}

function review(tx: TenantTransaction, ctx: TenantContext, of: TalkedWith, what: string, said: string) {
  const { id, debtorId, touchId, inMessages } = of;
  const subject = { subjectKind: "debtor", subjectId: debtorId };
  const key = `${inMessages ? "written" : "call"}_${what}:${touchId ?? id}`;
  const note = `${inMessages ? "In messages" : "On the call"} ${said}`;
  return raiseTask(tx, ctx, { kind: "human_review", key, debtorId, note, ...subject });
}

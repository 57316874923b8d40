// What is kept after something happened in a conversation on a call: the engine's state, the turns, what follows from them,
// and how the call goes on. One transaction, so that each is there with the others or not at all.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openFollowups } from "@/server/calls/followups/open-followups";
import { followRecord, followSkill, followUnopenedDispute, hasOpenedDispute } from "@/server/calls/led/consequences";
import type { LedCall } from "@/server/calls/led/load-led-call";
import { type PlacedTurn, placeTurns } from "@/server/calls/recording/add-turns";
import { followCall, holdCall } from "@/server/calls/recording/follow-call";
import { type HeldState, keepState, turnsOf } from "@/server/flows/holding/keep-conversation";
import type { RecordEntry } from "@/server/flows/interpreter/commands";
import type { ConversationState } from "@/server/flows/interpreter/state";
import type { Sentiment } from "@/server/flows/reading/sentiment";
import type { TenantContext } from "@/server/tenant-context";
import type { CallResult } from "@/server/touches/contract";
import { recordDelivery } from "@/server/touches/record-delivery";

/** What is known of a turn beside its words. */
export type TurnMark = { kind?: "keys"; latencyMs?: number; corrected?: boolean };

/** What happened since it was kept last. */
export type News = {
  records: RecordEntry[];
  /** Skills that did what they were called for. */
  done: string[];
  /** By the turn's place. */
  marks: Map<number, TurnMark>;
  /** Who, or what, picked up, once that is known. */
  pickedUp: CallResult | null;
};

export async function writeDown(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: LedCall,
  held: HeldState,
  news: News,
): Promise<{ revision: number }> {
  const debtor: TenantContext = { ...ctx, actor: { kind: "debtor", debtorId: call.debtorId } };
  const { state } = held;
  await holdCall(tx, ctx, { callId: call.id });
  const kept = await keepState(tx, ctx, held);
  await placeTurns(tx, ctx, call.id, asCallTurns(state, news.marks));
  await tx.execute(sql`
    update calls set language = ${state.language}, sentiment = ${moodOf(state)}
    where tenant_id = ${ctx.tenantId} and id = ${call.id}`);
  for (const entry of news.records) await followRecord(tx, debtor, call, entry);
  for (const name of news.done) await followSkill(tx, debtor, call, name);
  const isOver = state.status === "ended";
  if (isOver && state.outcome === "disputed" && !(await hasOpenedDispute(tx, ctx, call.id))) {
    await followUnopenedDispute(tx, debtor, call);
  }
  if (isOver || news.pickedUp) {
    const result: CallResult = news.pickedUp ?? { outcome: "answered" };
    const { id: callId, touchId } = call;
    if (touchId) await recordDelivery(tx, ctx, { touchId }, { status: "delivered", call: result, callIsOver: isOver });
    else await followCall(tx, ctx, { callId }, { ending: "answered", over: isOver });
  }
  if (isOver) await openFollowups(tx, ctx, { id: call.id, isLed: true });
  return kept;
}

/** Of ours that was talked over, only what was heard is kept: both texts say the same. */
function asCallTurns(state: ConversationState, marks: News["marks"]): PlacedTurn[] {
  return turnsOf(state).map(({ position, by, text, language, nodeId, at, isCut, isPerson }) => ({
    position,
    speaker: by === "them" ? "debtor" : isPerson ? "person" : "agent",
    kind: "speech",
    text,
    heardText: isCut ? text : null,
    language,
    nodeId,
    startedAt: new Date(at),
    ...marks.get(position),
  }));
}

const moods: Record<Sentiment, number> = { positive: 1, neutral: 0, negative: -0.5, hostile: -1 };

/** Of what they said, from -1 to 1; null while they said nothing. */
function moodOf({ turns }: ConversationState): number | null {
  const judged = turns.flatMap(({ sentiment }) => (sentiment ? [moods[sentiment]] : []));
  return judged.length === 0 ? null : judged.reduce((sum, mood) => sum + mood, 0) / judged.length;
}

// What happens outside of a live call and concerns it: who picked up, money that came, a supervisor's word. It goes with the
// transaction that knows of it, over the database, to whichever process has the line; where none has, nobody misses it.
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallRef } from "@/server/calls/recording/follow-call";
import { type ConversationEvent, conversationEvent } from "@/server/flows/interpreter/events";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

/** The channel on which voice processes listen. */
export const CALLS_CHANNEL = "duelane_calls";
/** PostgreSQL takes no more. */
const LETTER_BYTES_MAX = 7_900;

const letter = z.object({ streamId: z.uuid(), event: conversationEvent });
export type Letter = z.infer<typeof letter>;

/** The kinds that may come from outside; the others are the line's own to tell. */
export type FromOutside = Extract<
  ConversationEvent,
  { type: "answered_by" | "money_changed" | "supervised" | "transferred" }
>;

/** Tells a live call, at commit. True: somebody has its line. */
export async function tellCall(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: CallRef,
  event: FromOutside,
): Promise<boolean> {
  const call =
    "callId" in of
      ? sql`${of.callId}::uuid`
      : sql`(select id from calls where tenant_id = ${ctx.tenantId} and touch_id = ${of.touchId})`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from voice_streams
    where tenant_id = ${ctx.tenantId} and call_id = ${call} and redeemed_at is not null and ended_at is null`);
  for (const { id: streamId } of rows) {
    const text = JSON.stringify({ streamId, event } satisfies Letter);
    if (Buffer.byteLength(text) > LETTER_BYTES_MAX)
      log.warn({ call: streamId, type: event.type }, "a letter is too long");
    else await tx.execute(sql`select pg_notify(${CALLS_CHANNEL}, ${text})`);
  }
  return rows.length > 0;
}

/** null for what nobody of ours wrote. */
export function readLetter(text: string): Letter | null {
  try {
    const read = letter.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

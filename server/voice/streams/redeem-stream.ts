import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import type { Clock } from "@/server/clock";
import { type CallPlan, callPlan } from "@/server/voice/streams/contract";
import { tokenHash } from "@/server/voice/streams/issue-stream";

export type Stream = { tenantId: string; streamId: string; callId: string; callRef: string; plan: CallPlan };

/** The stream of a token, which is used up by it; `used`: it was before; `unknown`: never ours, or too old. */
export async function redeemStream(
  token: string,
  by: { processId: string; clock: Clock },
): Promise<Stream | "used" | "unknown"> {
  const hash = tokenHash(token);
  const now = by.clock.now().toISOString();
  return asSystem("resolve-stream", async (tx) => {
    const { rows } = await tx.execute<{
      tenant_id: string;
      id: string;
      call_id: string;
      call_ref: string;
      plan: unknown;
    }>(sql`
      update voice_streams set redeemed_at = ${now}, alive_at = ${now}, process_id = ${by.processId}
      where token_hash = ${hash} and redeemed_at is null and expires_at > ${now}
      returning tenant_id, id, call_id, call_ref, plan`);
    const row = rows[0];
    if (row) {
      const plan = callPlan.parse(row.plan);
      return { tenantId: row.tenant_id, streamId: row.id, callId: row.call_id, callRef: row.call_ref, plan };
    }
    const known = await tx.execute(sql`
      select 1 from voice_streams where token_hash = ${hash} and redeemed_at is not null`);
    return known.rows.length > 0 ? "used" : "unknown";
  });
}

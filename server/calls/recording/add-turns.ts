import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallTurnRow } from "@/server/calls/contract";
import { holdCall } from "@/server/calls/recording/follow-call";
import type { TenantContext } from "@/server/tenant-context";

export type NewTurn = Pick<CallTurnRow, "speaker" | "kind" | "text"> &
  Partial<Pick<CallTurnRow, "heardText" | "language" | "nodeId" | "startedAt" | "endedAt" | "latencyMs" | "corrected">>;

/** Appends to what was said on a call, in this order, and to what a search finds. The caller holds the call's row. */
async function addTurns(
  tx: TenantTransaction,
  ctx: TenantContext,
  callId: string,
  turns: readonly NewTurn[],
): Promise<void> {
  if (turns.length === 0) return;
  const now = ctx.clock.now();
  const rows = turns.map(({ startedAt = now, ...turn }, index) => ({
    id: ctx.chance.id(),
    index,
    corrected: false,
    ...turn,
    startedAt,
  }));
  await tx.execute(sql`
    insert into call_turns (tenant_id, id, call_id, position, speaker, kind, text, heard_text, language, node_id,
      started_at, ended_at, latency_ms, corrected)
    select ${ctx.tenantId}::uuid, x.id, ${callId}::uuid, said.before + 1 + x.index, x.speaker, x.kind, x.text,
      x."heardText", x.language, x."nodeId", x."startedAt", x."endedAt", x."latencyMs", x.corrected
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, index int, speaker text, kind text, text text,
      "heardText" text, language text, "nodeId" text, "startedAt" timestamptz, "endedAt" timestamptz, "latencyMs" int,
      corrected boolean),
    (select coalesce(max(position), 0) as before from call_turns
      where tenant_id = ${ctx.tenantId} and call_id = ${callId}) as said`);
  const spoken = turns.filter(({ kind }) => kind === "speech").map(({ text }) => text);
  if (spoken.length === 0) return;
  await tx.execute(sql`
    update calls set words = words || to_tsvector('simple', ${spoken.join("\n")})
    where tenant_id = ${ctx.tenantId} and id = ${callId}`);
}

/** Likewise on a touch's call, of one step of it: a vendor that asks for the step again adds nothing. */
export async function addTurnsOnce(
  tx: TenantTransaction,
  ctx: TenantContext,
  touchId: string,
  nodeId: string,
  turns: readonly NewTurn[],
): Promise<void> {
  const { id } = await holdCall(tx, ctx, touchId);
  const known = await tx.execute(sql`
    select 1 from call_turns where tenant_id = ${ctx.tenantId} and call_id = ${id} and node_id = ${nodeId} limit 1`);
  if (known.rows.length > 0) return;
  await addTurns(
    tx,
    ctx,
    id,
    turns.map((turn) => ({ ...turn, nodeId })),
  );
}

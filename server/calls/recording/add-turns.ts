import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallTurnRow } from "@/server/calls/contract";
import { holdCall } from "@/server/calls/recording/follow-call";
import type { TenantContext } from "@/server/tenant-context";

export type NewTurn = Pick<CallTurnRow, "speaker" | "kind" | "text"> &
  Partial<Pick<CallTurnRow, "heardText" | "language" | "nodeId" | "startedAt" | "endedAt" | "latencyMs" | "corrected">>;

/** `position`: its place in all that was said, from 1. */
export type PlacedTurn = NewTurn & { position: number };

/**
 * Puts turns where they belong in what was said, and into what a search finds; a place that is taken stays as it is. The
 * caller holds the call's row.
 */
export async function placeTurns(
  tx: TenantTransaction,
  ctx: TenantContext,
  callId: string,
  turns: readonly PlacedTurn[],
): Promise<void> {
  if (turns.length === 0) return;
  const now = ctx.clock.now();
  const rows = turns.map(({ startedAt = now, ...turn }) => ({
    id: ctx.chance.id(),
    corrected: false,
    ...turn,
    startedAt,
  }));
  const placed = await tx.execute<{ kind: NewTurn["kind"]; text: string }>(sql`
    insert into call_turns (tenant_id, id, call_id, position, speaker, kind, text, heard_text, language, node_id,
      started_at, ended_at, latency_ms, corrected)
    select ${ctx.tenantId}::uuid, x.id, ${callId}::uuid, x.position, x.speaker, x.kind, x.text, x."heardText", x.language,
      x."nodeId", x."startedAt", x."endedAt", x."latencyMs", x.corrected
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, position int, speaker text, kind text, text text,
      "heardText" text, language text, "nodeId" text, "startedAt" timestamptz, "endedAt" timestamptz, "latencyMs" int,
      corrected boolean)
    on conflict (tenant_id, call_id, position) do nothing
    returning kind, text`);
  const spoken = placed.rows.filter(({ kind }) => kind === "speech").map(({ text }) => text);
  if (spoken.length === 0) return;
  await tx.execute(sql`
    update calls set words = words || to_tsvector('simple', ${spoken.join("\n")})
    where tenant_id = ${ctx.tenantId} and id = ${callId}`);
}

/** Appends to a touch's call what one step of it said: a vendor that asks for the step again adds nothing. */
export async function addTurnsOnce(
  tx: TenantTransaction,
  ctx: TenantContext,
  touchId: string,
  nodeId: string,
  turns: readonly NewTurn[],
): Promise<void> {
  const { id } = await holdCall(tx, ctx, { touchId });
  const { rows } = await tx.execute<{ last: number; is_known: boolean }>(sql`
    select coalesce(max(position), 0) as last, coalesce(bool_or(node_id = ${nodeId}), false) as is_known
    from call_turns where tenant_id = ${ctx.tenantId} and call_id = ${id}`);
  const { last = 0, is_known: isKnown = false } = rows[0] ?? {};
  if (isKnown) return;
  await placeTurns(
    tx,
    ctx,
    id,
    turns.map((turn, index) => ({ ...turn, nodeId, position: last + index + 1 })),
  );
}

import { and, eq } from "drizzle-orm";
import { conversations, conversationTurns } from "@/db/schema/conversations";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { ConversationState, Turn } from "@/server/flows/interpreter/state";
import type { WrittenMemory } from "@/server/flows/written/written-line";
import type { TenantContext } from "@/server/tenant-context";

/** `revision`: that of the state it followed. `line`: of one held in writing, what its line remembers. */
export type HeldState = { conversationId: string; revision: number; state: ConversationState; line?: WrittenMemory };

/** A turn with its place in all that was said, from 1. */
export type PlacedTurn = Turn & { position: number };

/**
 * Keeps the state after an event, and every turn that is not kept yet. Another holder that was faster is CONFLICT, since one
 * conversation is held by one process at a time. Answers the new revision.
 */
export function keepConversation(ctx: TenantContext, held: HeldState): Promise<{ revision: number }> {
  return withTenant(ctx, async (tx) => {
    const kept = await keepState(tx, ctx, held);
    await keepTurns(tx, ctx, held);
    return kept;
  });
}

/** Every turn that is not kept yet. */
export async function keepTurns(tx: TenantTransaction, ctx: TenantContext, held: HeldState): Promise<void> {
  const turns = turnsOf(held.state).map(({ isCut = false, by, at, ...turn }) => ({
    tenantId: ctx.tenantId,
    conversationId: held.conversationId,
    position: turn.position,
    speaker: by,
    text: turn.text,
    language: turn.language,
    nodeId: turn.nodeId,
    isCut,
    id: ctx.chance.id(),
    at: new Date(at),
  }));
  if (turns.length > 0) await tx.insert(conversationTurns).values(turns).onConflictDoNothing();
}

/** The state alone: a call keeps its turns by itself. */
export async function keepState(
  tx: TenantTransaction,
  ctx: TenantContext,
  { conversationId, state, line, ...held }: HeldState,
): Promise<{ revision: number }> {
  const revision = held.revision + 1;
  const now = ctx.clock.now();
  const isOver = state.status === "ended";
  const kept = await tx
    .update(conversations)
    .set({ state, line, revision, updatedAt: now, outcome: state.outcome, ...(isOver && { endedAt: now }) })
    .where(
      and(
        eq(conversations.tenantId, ctx.tenantId),
        eq(conversations.id, conversationId),
        eq(conversations.revision, held.revision),
      ),
    )
    .returning({ id: conversations.id });
  if (kept.length === 0) throw new DomainError("CONFLICT");
  return { revision };
}

/** The turns that the state still has word for word. */
export function turnsOf(state: ConversationState): PlacedTurn[] {
  const before = state.earlier?.turns ?? 0;
  return state.turns.map((turn, at) => ({ ...turn, position: before + at + 1 }));
}

import { and, eq } from "drizzle-orm";
import { conversations, conversationTurns } from "@/db/schema/conversations";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { ConversationState } from "@/server/flows/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Keeps the state after an event, and every turn that is not kept yet. `revision`: that of the state it followed; another
 * holder that was faster is CONFLICT, since one conversation is held by one process at a time. Answers the new one.
 */
export async function keepConversation(
  ctx: TenantContext,
  held: { conversationId: string; revision: number; state: ConversationState },
): Promise<{ revision: number }> {
  const { conversationId, state } = held;
  const revision = held.revision + 1;
  const now = ctx.clock.now();
  const isOver = state.status === "ended";
  return withTenant(ctx, async (tx) => {
    const kept = await tx
      .update(conversations)
      .set({ state, revision, updatedAt: now, outcome: state.outcome, ...(isOver && { endedAt: now }) })
      .where(
        and(
          eq(conversations.tenantId, ctx.tenantId),
          eq(conversations.id, conversationId),
          eq(conversations.revision, held.revision),
        ),
      )
      .returning({ id: conversations.id });
    if (kept.length === 0) throw new DomainError("CONFLICT");
    const before = state.earlier?.turns ?? 0;
    const turns = state.turns.map((turn, at) => ({
      tenantId: ctx.tenantId,
      id: ctx.chance.id(),
      conversationId,
      position: before + at + 1,
      speaker: turn.by,
      text: turn.text,
      language: turn.language,
      nodeId: turn.nodeId,
      isCut: turn.isCut ?? false,
      at: new Date(turn.at),
    }));
    if (turns.length > 0) await tx.insert(conversationTurns).values(turns).onConflictDoNothing();
    return { revision };
  });
}

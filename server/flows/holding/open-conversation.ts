import { and, eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { flowVersions } from "@/db/schema/flows";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { requireHeld } from "@/server/debtors/require-debtor";
import { found } from "@/server/errors";
import { type ExecutableFlow, executableFlow } from "@/server/flows/graph/schema";
import { loadFacts } from "@/server/flows/holding/load-facts";
import { initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationState } from "@/server/flows/interpreter/state";
import type { WrittenMemory } from "@/server/flows/written/written-line";
import type { TenantContext } from "@/server/tenant-context";

export type Opening = {
  /** Of a call, the call's id. */
  conversationId: string;
  debtorId: string;
  flowVersionId: string;
  channel: ConversationState["channel"];
  direction: ConversationState["direction"];
  touchId: string | null;
  contactPointId: string | null;
};

export type OpenConversation = {
  flow: ExecutableFlow;
  state: ConversationState;
  revision: number;
  /** Of one held in writing. */
  line: WrittenMemory | undefined;
};

/** Begins it, or goes on with it where it was kept last: a line that is opened again finds what was said before. */
export async function openConversation(ctx: TenantContext, opening: Opening): Promise<OpenConversation> {
  return withTenant(ctx, async (tx) => {
    await beginConversation(tx, ctx, opening);
    const { conversationId, debtorId } = opening;
    const [kept] = await tx
      .select({
        state: conversations.state,
        revision: conversations.revision,
        line: conversations.line,
        flow: flowVersions.flow,
      })
      .from(conversations)
      .innerJoin(
        flowVersions,
        and(eq(flowVersions.tenantId, conversations.tenantId), eq(flowVersions.id, conversations.flowVersionId)),
      )
      .where(
        and(
          eq(conversations.tenantId, ctx.tenantId),
          eq(conversations.id, conversationId),
          eq(conversations.debtorId, debtorId),
        ),
      );
    const { flow, revision, line, state: at } = found(kept, "The conversation");
    return {
      flow: executableFlow.parse(flow),
      state: at as ConversationState,
      revision,
      line: (line ?? undefined) as WrittenMemory | undefined,
    };
  });
}

/** As if nothing was said yet; one that is there stays as it is. */
export async function beginConversation(tx: TenantTransaction, ctx: TenantContext, opening: Opening): Promise<void> {
  const { conversationId, debtorId, flowVersionId, contactPointId, ...how } = opening;
  await requireHeld(tx, ctx, debtorId);
  const state = initialConversation(await loadFacts(tx, ctx, { debtorId, contactPointId }));
  const now = ctx.clock.now();
  const row = { tenantId: ctx.tenantId, id: conversationId, debtorId, flowVersionId, contactPointId, ...how };
  await tx
    .insert(conversations)
    .values({ ...row, state, revision: 0, startedAt: now, updatedAt: now })
    .onConflictDoNothing();
}

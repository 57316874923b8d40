import { and, eq, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Ends what a person who may no longer invite has still out: otherwise they come back by an invitation to another address
 * of theirs. Returns how many ended.
 */
export async function endInvitationsOf(tx: TenantTransaction, ctx: TenantContext, userId: string): Promise<number> {
  const ended = await tx
    .update(invitations)
    .set({ revokedAt: ctx.clock.now() })
    .where(
      and(
        eq(invitations.tenantId, ctx.tenantId),
        eq(invitations.invitedBy, userId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ id: invitations.id });
  return ended.length;
}

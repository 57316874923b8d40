import { and, eq, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema/tenancy";
import type { PersonContext } from "@/server/auth/door/person-context";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { InvitationIdInput } from "@/server/tenancy/contract";
import type { TenantContext } from "@/server/tenant-context";

/** Takes an open invitation back; its link stops working at once. */
export function revokeInvitation(
  ctx: TenantContext,
  person: PersonContext,
  { invitationId }: InvitationIdInput,
): Promise<void> {
  return mutate(ctx, "members.invite", async (tx) => {
    const revoked = await tx
      .update(invitations)
      .set({ revokedAt: person.clock.now() })
      .where(
        and(
          eq(invitations.tenantId, ctx.tenantId),
          eq(invitations.id, invitationId),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning({ id: invitations.id });
    const { id } = found(revoked[0], "The invitation");
    return { result: undefined, audit: { kind: "invitation", id, details: { revoked: true } } };
  });
}

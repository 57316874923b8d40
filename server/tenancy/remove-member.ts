import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/tenancy";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { MemberIdInput } from "@/server/tenancy/contract";
import { endInvitationsOf } from "@/server/tenancy/end-invitations-of";
import { refuseLastOwner, refuseOwnersAffairs } from "@/server/tenancy/owners";
import type { TenantContext } from "@/server/tenant-context";

/** Takes a member out; their sessions stay, their ways into this workspace are gone with the next request. */
export function removeMember(ctx: TenantContext, { memberId }: MemberIdInput): Promise<void> {
  return mutate(ctx, "members.update", async (tx) => {
    const rows = await tx
      .select({ role: members.role, userId: members.userId })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)))
      .for("update");
    const member = found(rows[0], "The member");
    refuseOwnersAffairs(ctx, member.role, member.role);
    if (member.role === "owner") await refuseLastOwner(tx, ctx);
    const removed = await tx
      .delete(members)
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)))
      .returning({ id: members.id });
    if (removed.length === 0) throw new DomainError("CONFLICT");
    const invitationsEnded = await endInvitationsOf(tx, ctx, member.userId);
    const details = { removed: true, role: member.role, ...(invitationsEnded > 0 && { invitationsEnded }) };
    return { result: undefined, audit: { kind: "member", id: memberId, details } };
  });
}

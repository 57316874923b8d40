import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/tenancy";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { ChangeRoleInput } from "@/server/tenancy/contract";
import { endInvitationsOf } from "@/server/tenancy/end-invitations-of";
import { refuseLastOwner, refuseOwnersAffairs } from "@/server/tenancy/owners";
import { may } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

/** Another role for a member. Only owners make or unmake owners, and one always stays. */
export function changeRole(ctx: TenantContext, { memberId, role }: ChangeRoleInput): Promise<void> {
  return mutate(ctx, "members.update", async (tx) => {
    const rows = await tx
      .select({ id: members.id, role: members.role, userId: members.userId })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)))
      .for("update");
    const member = found(rows[0], "The member");
    if (member.role === role) return { result: undefined, audit: null };
    refuseOwnersAffairs(ctx, member.role, role);
    if (member.role === "owner") await refuseLastOwner(tx, ctx);
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
    const invitationsEnded = may(role, "members.invite") ? 0 : await endInvitationsOf(tx, ctx, member.userId);
    const details = { from: member.role, to: role, ...(invitationsEnded > 0 && { invitationsEnded }) };
    return { result: undefined, audit: { kind: "member", id: memberId, details } };
  });
}

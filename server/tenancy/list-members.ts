import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { invitations, members, users } from "@/db/schema/tenancy";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Who works here, and who is invited. `now` is real time: invitations do not follow a sandbox's clock. */
export function listMembers(ctx: TenantContext, now: Date) {
  return read(ctx, "members.read", async (tx) => {
    const people = await tx
      .select({
        id: members.id,
        role: members.role,
        since: members.createdAt,
        name: users.name,
        email: users.email,
        userId: members.userId,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.tenantId, ctx.tenantId))
      .orderBy(asc(members.createdAt));
    const open = await tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .where(
        and(
          eq(invitations.tenantId, ctx.tenantId),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .orderBy(desc(invitations.createdAt));
    const self = memberOf(ctx);
    return {
      members: people.map(({ userId, ...person }) => ({
        ...person,
        id: toPublicId("member", person.id),
        you: userId === self,
      })),
      invitations: open.map((invitation) => ({ ...invitation, id: toPublicId("invitation", invitation.id) })),
    };
  });
}

import { and, eq, isNull } from "drizzle-orm";
import { invitations, members, tenants, users } from "@/db/schema/tenancy";
import type { PersonContext } from "@/server/auth/door/person-context";
import { newSecret } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor } from "@/server/auth/ports";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { inviteInput } from "@/server/tenancy/contract";
import { memberOf, type TenantContext } from "@/server/tenant-context";

const INVITATION_DAYS = 7;

/** Invites an address; an earlier invitation of the same address ends. Whether it has an account is not told. */
export async function inviteMember(
  ctx: TenantContext,
  person: PersonContext,
  door: AccountDoor,
  input: unknown,
): Promise<{ invitationId: string }> {
  const { email, role } = inviteInput.parse(input);
  await rateLimit("invite.workspace", ctx.tenantId);
  const { secret, hash } = newSecret(ctx.chance);
  const made = await mutate(ctx, "members.invite", async (tx) => {
    const now = person.clock.now();
    const already = await tx
      .select({ id: members.id })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.tenantId, ctx.tenantId), eq(users.email, email)));
    if (already.length > 0) throw new DomainError("CONFLICT", "This person is a member already.");
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(
        and(
          eq(invitations.tenantId, ctx.tenantId),
          eq(invitations.email, email),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      );
    const id = ctx.chance.id();
    const inviter = memberOf(ctx) ?? ctx.tenantId;
    await tx.insert(invitations).values({
      tenantId: ctx.tenantId,
      id,
      email,
      role,
      tokenHash: hash,
      invitedBy: inviter,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
    });
    const rows = await tx
      .select({ workspace: tenants.name, language: tenants.language })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenantId));
    const names = await tx.select({ name: users.name }).from(users).where(eq(users.id, inviter));
    return {
      result: { id, ...found(rows[0], "The workspace"), inviter: names[0]?.name ?? "" },
      audit: { kind: "invitation", id, details: { role } },
    };
  });
  door.later(() =>
    door.mailer.send({
      key: `invitation:${made.id}`,
      to: email,
      language: made.language,
      message: {
        kind: "invitation",
        inviter: made.inviter || made.workspace,
        workspace: made.workspace,
        role,
        url: `${door.publicUrl}/invitations/${secret}`,
        days: INVITATION_DAYS,
      },
    }),
  );
  return { invitationId: made.id };
}

import { and, eq, gt, isNull } from "drizzle-orm";
import { invitations, members, tenants, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import type { PersonContext } from "@/server/auth/door/person-context";
import { proveMailbox } from "@/server/auth/mailbox/prove-mailbox";
import { hashSecret } from "@/server/auth/mailbox/single-use-tokens";
import { DomainError } from "@/server/errors";
import { writeAudit } from "@/server/mutate";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { invitationTokenInput } from "@/server/tenancy/contract";
import { workspaceContext } from "@/server/tenancy/workspace-context";

export type OpenInvitation = {
  tenantId: string;
  id: string;
  slug: string;
  workspace: string;
  inviter: string;
  email: string;
  role: "admin" | "manager" | "agent" | "viewer";
};

/** The invitation behind a link, or null when it was used, revoked or is over. */
export async function findInvitation(person: PersonContext, input: unknown): Promise<OpenInvitation | null> {
  const parsed = invitationTokenInput.safeParse(input);
  if (!parsed.success) return null;
  await rateLimit("token.ip", person.ip);
  const rows = await asSystem("accept-invitation", (tx) =>
    tx
      .select({
        tenantId: invitations.tenantId,
        id: invitations.id,
        slug: tenants.slug,
        workspace: tenants.name,
        inviter: users.name,
        email: invitations.email,
        role: invitations.role,
      })
      .from(invitations)
      .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(and(eq(invitations.tokenHash, hashSecret(parsed.data.token)), stillOpen(person.clock.now()))),
  );
  const invitation = rows[0];
  return invitation ? { ...invitation, inviter: invitation.inviter ?? invitation.workspace } : null;
}

/** Makes the person a member. Only the invited address may accept; the link works once. */
export async function acceptInvitation(
  person: PersonContext,
  userId: string,
  input: unknown,
): Promise<{ slug: string }> {
  const invitation = await findInvitation(person, input);
  if (!invitation) throw new DomainError("PRECONDITION", "This invitation was used, revoked or is too old.");
  const rows = await asSystem("accept-invitation", (tx) =>
    tx.select({ email: users.email }).from(users).where(eq(users.id, userId)),
  );
  if (invitation.email !== rows[0]?.email) {
    throw new DomainError("FORBIDDEN", "This invitation is for another address.");
  }
  const { tenantId, id, role, slug } = invitation;
  const ctx = await workspaceContext(tenantId, { kind: "member", userId, role }, { requestId: person.requestId });
  await withTenant(ctx, async (tx) => {
    const now = person.clock.now();
    const taken = await tx
      .update(invitations)
      .set({ acceptedAt: now })
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id), stillOpen(now)))
      .returning({ id: invitations.id });
    if (taken.length === 0) throw new DomainError("PRECONDITION", "This invitation was used, revoked or is too old.");
    await tx
      .insert(members)
      .values({ tenantId, id: person.chance.id(), userId, role, createdAt: now })
      .onConflictDoNothing({ target: [members.tenantId, members.userId] });
    await writeAudit(tx, ctx, "members.invite", { kind: "invitation", id, details: { accepted: true, role } });
  });
  // Whoever holds the link can read the mailbox it was sent to.
  await asSystem("accept-invitation", (tx) => proveMailbox(tx, person, userId, { keepPassword: true }));
  return { slug };
}

const stillOpen = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

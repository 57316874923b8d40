import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { members, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { listLog } from "@/server/audit/reading/list-log";
import { listWorkspaces, resolveMembership } from "@/server/auth/sessions/resolve-caller";
import { signUp } from "@/server/auth/sign-up";
import { realChance } from "@/server/chance";
import { fromPublicId } from "@/server/public-ids";
import { acceptInvitation, findInvitation } from "@/server/tenancy/accept-invitation";
import { changeRole } from "@/server/tenancy/change-role";
import { inviteMember } from "@/server/tenancy/invite-member";
import { listMembers } from "@/server/tenancy/list-members";
import { type Role, roles } from "@/server/tenancy/permissions";
import { removeMember } from "@/server/tenancy/remove-member";
import { revokeInvitation } from "@/server/tenancy/revoke-invitation";
import { makeCaller, makeDoor, makePerson, PASSWORD, secretOf } from "@/server/testing/accounts";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

async function addMember(workspace: TestWorkspace, role: Role) {
  const person = await makePerson();
  const memberId = realChance.id();
  await asSystem("create-workspace", (tx) =>
    tx.insert(members).values({
      tenantId: workspace.ctx.tenantId,
      id: memberId,
      userId: person.userId,
      role,
      createdAt: workspace.ctx.clock.now(),
    }),
  );
  return { ...person, memberId };
}

async function invite(
  workspace: TestWorkspace,
  email: string,
  role: Exclude<Role, "owner"> = "agent",
  ctx = workspace.ctx,
) {
  const door = makeDoor();
  const caller = makeCaller();
  const { invitationId } = await inviteMember(ctx, caller, door, { email, role });
  await door.settle();
  return { door, caller, invitationId, token: secretOf(door) };
}

const roleIn = async (workspace: TestWorkspace, userId: string) =>
  (await resolveMembership(userId, workspace.slug))?.role ?? null;

describe("invitations", () => {
  test("the invited address joins with the invited role, once, and it is written down", async () => {
    const workspace = await makeWorkspace();
    const person = await makePerson();
    const { caller, token, door } = await invite(workspace, person.email, "manager");
    expect(door.mails[0]).toMatchObject({ to: person.email, message: { kind: "invitation", role: "manager" } });
    expect(await acceptInvitation(caller, person.userId, { token })).toEqual({ slug: workspace.slug });
    expect(await roleIn(workspace, person.userId)).toBe("manager");
    expect(await codeOf(acceptInvitation(caller, person.userId, { token }))).toBe("PRECONDITION");
    const { rows: entries } = await listLog(workspace.ctx, { limit: 10 });
    expect(entries.map((entry) => entry.details)).toEqual([
      [
        { name: "role", type: "word", value: "manager" },
        { name: "accepted", type: "flag", value: true },
      ],
      [{ name: "role", type: "word", value: "manager" }],
    ]);
  });

  test("an invitation opens only the workspace it was made for", async () => {
    const [a, b] = [await makeWorkspace(), await makeWorkspace()];
    const person = await makePerson();
    const { caller, token } = await invite(a, person.email);
    await acceptInvitation(caller, person.userId, { token });
    expect(await roleIn(b, person.userId)).toBeNull();
    expect((await listWorkspaces(person.userId)).map((workspace) => workspace.slug)).toEqual([a.slug]);
  });

  test("another person with the link is refused", async () => {
    const workspace = await makeWorkspace();
    const [invited, thief] = [await makePerson(), await makePerson()];
    const { caller, token } = await invite(workspace, invited.email);
    expect(await codeOf(acceptInvitation(caller, thief.userId, { token }))).toBe("FORBIDDEN");
    expect(await roleIn(workspace, thief.userId)).toBeNull();
  });

  test("a revoked, an old and a replaced invitation are refused", async () => {
    const workspace = await makeWorkspace();
    const person = await makePerson();
    const revoked = await invite(workspace, person.email);
    await revokeInvitation(workspace.ctx, revoked.caller, { invitationId: revoked.invitationId });
    expect(await codeOf(acceptInvitation(revoked.caller, person.userId, { token: revoked.token }))).toBe(
      "PRECONDITION",
    );

    const replaced = await invite(workspace, person.email);
    const newest = await invite(workspace, person.email);
    expect(await findInvitation(replaced.caller, { token: replaced.token })).toBeNull();
    const weekLater = newest.caller.at(new Date(newest.caller.clock.now().getTime() + 7 * 86_400_000));
    expect(await codeOf(acceptInvitation(weekLater, person.userId, { token: newest.token }))).toBe("PRECONDITION");
    expect(await codeOf(acceptInvitation(newest.caller, person.userId, { token: newest.token }))).toBe("ok");
  });

  test("an invitation of another workspace cannot be seen or revoked by its id", async () => {
    const [a, b] = [await makeWorkspace(), await makeWorkspace()];
    const { invitationId, caller, token } = await invite(a, "someone@example.com");
    expect(await codeOf(revokeInvitation(b.ctx, caller, { invitationId }))).toBe("NOT_FOUND");
    expect((await listMembers(b.ctx, caller.clock.now())).invitations).toEqual([]);
    expect(await findInvitation(caller, { token })).not.toBeNull();
  });

  test("someone invited signs up without waiting for a confirmation, and gets no workspace of their own", async () => {
    const workspace = await makeWorkspace();
    const email = `${crypto.randomUUID()}@example.com`;
    const { caller, token } = await invite(workspace, email);
    const door = makeDoor({ mailboxRequired: true });
    const newcomer = { name: "Pat Doe", company: "", email, password: PASSWORD, invitation: token };
    expect(await signUp(makeCaller(), door, newcomer)).toEqual({ next: "sign_in" });
    const rows = await asSystem("sign-in", (tx) => tx.select().from(users).where(eq(users.email, email)));
    expect(rows[0]?.emailVerifiedAt).not.toBeNull();
    const userId = rows[0]?.id ?? "";
    expect(await listWorkspaces(userId)).toEqual([]);
    await acceptInvitation(caller, userId, { token });
    expect(await roleIn(workspace, userId)).toBe("agent");
  });

  test("an invitation for another address does not confirm one's own", async () => {
    const workspace = await makeWorkspace();
    const { token } = await invite(workspace, "invited@example.com");
    const email = `${crypto.randomUUID()}@example.com`;
    const door = makeDoor({ mailboxRequired: true });
    const newcomer = { name: "Pat Doe", company: "", email, password: PASSWORD, invitation: token };
    expect(await signUp(makeCaller(), door, newcomer)).toEqual({ next: "check_email" });
  });

  test("members are not invited again", async () => {
    const workspace = await makeWorkspace();
    const member = await addMember(workspace, "viewer");
    expect(await codeOf(invite(workspace, member.email))).toBe("CONFLICT");
  });
});

describe("roles", () => {
  test("only owners and admins invite, change roles and remove", async () => {
    const workspace = await makeWorkspace();
    const member = await addMember(workspace, "viewer");
    for (const role of roles) {
      const expected = role === "owner" || role === "admin" ? "ok" : "FORBIDDEN";
      const ctx = workspace.as(role);
      const invited = inviteMember(ctx, makeCaller(), makeDoor(), { email: `${role}@example.com`, role: "viewer" });
      expect([role, await codeOf(invited)]).toEqual([role, expected]);
      const changed = changeRole(ctx, { memberId: member.memberId, role: "agent" });
      expect([role, await codeOf(changed)]).toEqual([role, expected]);
      const other = await addMember(workspace, "viewer");
      expect([role, await codeOf(removeMember(ctx, { memberId: other.memberId }))]).toEqual([role, expected]);
    }
  });

  test("an admin makes, unmakes and removes no owner; an owner does", async () => {
    const workspace = await makeWorkspace();
    const [owner, manager] = [await addMember(workspace, "owner"), await addMember(workspace, "manager")];
    const admin = workspace.as("admin");
    expect(await codeOf(changeRole(admin, { memberId: manager.memberId, role: "owner" }))).toBe("FORBIDDEN");
    expect(await codeOf(changeRole(admin, { memberId: owner.memberId, role: "viewer" }))).toBe("FORBIDDEN");
    expect(await codeOf(removeMember(admin, { memberId: owner.memberId }))).toBe("FORBIDDEN");
    await changeRole(workspace.ctx, { memberId: manager.memberId, role: "owner" });
    expect(await roleIn(workspace, manager.userId)).toBe("owner");
  });

  test("the last owner stays, even when two would go at once", async () => {
    const workspace = await makeWorkspace();
    const second = await addMember(workspace, "owner");
    const listed = await listMembers(workspace.ctx, workspace.ctx.clock.now());
    const first = fromPublicId("member", listed.members.find((member) => member.you)?.id ?? "") ?? "";
    const both = await Promise.all([
      codeOf(changeRole(workspace.ctx, { memberId: first, role: "viewer" })),
      codeOf(changeRole(workspace.ctx, { memberId: second.memberId, role: "viewer" })),
    ]);
    expect(both).toContain("ok");
    const after = await listMembers(workspace.ctx, workspace.ctx.clock.now());
    expect(after.members.filter((member) => member.role === "owner")).toHaveLength(1);
  });

  test("a removed member is a stranger with the next request", async () => {
    const workspace = await makeWorkspace();
    const member = await addMember(workspace, "admin");
    expect(await roleIn(workspace, member.userId)).toBe("admin");
    await removeMember(workspace.ctx, { memberId: member.memberId });
    expect(await roleIn(workspace, member.userId)).toBeNull();
  });

  test("who was removed, or may no longer invite, does not come back by an invitation of their own", async () => {
    const workspace = await makeWorkspace();
    const own = await invite(workspace, "kept@example.com");
    for (const end of [
      (memberId: string) => removeMember(workspace.ctx, { memberId }),
      (memberId: string) => changeRole(workspace.ctx, { memberId, role: "agent" }),
    ]) {
      const [admin, accomplice] = [await addMember(workspace, "admin"), await makePerson()];
      const asAdmin = { ...workspace.ctx, actor: { kind: "member", userId: admin.userId, role: "admin" } } as const;
      const { caller, token } = await invite(workspace, accomplice.email, "admin", asAdmin);
      await end(admin.memberId);
      expect(await codeOf(acceptInvitation(caller, accomplice.userId, { token }))).toBe("PRECONDITION");
      expect(await roleIn(workspace, accomplice.userId)).toBeNull();
    }
    expect(await findInvitation(own.caller, { token: own.token })).not.toBeNull();
  });

  test("a member of another workspace cannot be changed or removed by their id", async () => {
    const [a, b] = [await makeWorkspace(), await makeWorkspace()];
    const member = await addMember(a, "viewer");
    expect(await codeOf(changeRole(b.ctx, { memberId: member.memberId, role: "admin" }))).toBe("NOT_FOUND");
    expect(await codeOf(removeMember(b.ctx, { memberId: member.memberId }))).toBe("NOT_FOUND");
    expect(await roleIn(a, member.userId)).toBe("viewer");
  });
});

import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { asSystem } from "@/db/system-transaction";
import { listLog } from "@/server/audit/reading/list-log";
import { resolveMembership } from "@/server/auth/sessions/resolve-caller";
import { saveHousePolicy } from "@/server/contact-rules/save-house-policy";
import { createWorkspace, insertWorkspace } from "@/server/tenancy/create-workspace";
import { roles } from "@/server/tenancy/permissions";
import { readOnboarding } from "@/server/tenancy/read-onboarding";
import { readWorkspace } from "@/server/tenancy/read-workspace";
import { updateCompany } from "@/server/tenancy/update-company";
import type { TenantContext } from "@/server/tenant-context";
import { makeCaller, makePerson } from "@/server/testing/accounts";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";

const wanted = {
  name: "Blue Lane Freight",
  mode: "sandbox" as const,
  country: "US",
  timeZone: "America/Chicago",
  currency: "USD",
  language: "en" as const,
};
const company = {
  ...wanted,
  phone: "(512) 555-0100",
  email: "billing@example.com",
  postalAddress: "1 Dock Road, Austin",
};

describe("workspaces", () => {
  test("two of the same name get addresses of their own, and no address of ours is taken", async () => {
    const person = await makePerson();
    const maker = { ...makeCaller(), userId: person.userId };
    const name = `Lane ${crypto.randomUUID().slice(0, 8)}`;
    const [first, second, reserved] = [
      await createWorkspace(maker, { ...wanted, name }),
      await createWorkspace(maker, { ...wanted, name }),
      await createWorkspace(maker, { ...wanted, name: "API" }),
    ];
    expect(second.slug).toMatch(new RegExp(`^${first.slug}-`));
    expect(reserved.slug).toMatch(/^api-/);
    expect(await resolveMembership(person.userId, first.slug)).toMatchObject({ role: "owner", mode: "sandbox" });
  });

  test("two people who make one of the same name at the same moment both get theirs", async () => {
    const [one, other] = await Promise.all([makePerson(), makePerson()]);
    const named = { ...wanted, name: `Race ${crypto.randomUUID().slice(0, 8)}` };
    const makerOf = ({ userId }: { userId: string }) => ({ ...makeCaller(), userId });
    let second: ReturnType<typeof createWorkspace> | undefined;
    const first = await asSystem("create-workspace", async (tx) => {
      const made = await insertWorkspace(tx, makerOf(one), named);
      second = createWorkspace(makerOf(other), named);
      // The other one has come as far as waiting for this transaction's end.
      const waiting = async () =>
        (
          await tx.execute(
            sql`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`,
          )
        ).rows.length;
      await expect.poll(waiting).toBeGreaterThan(0);
      return made;
    });
    expect((await second)?.slug).toMatch(new RegExp(`^${first.slug}-`));
  });

  test("a live workspace is refused without the channels' keys", async () => {
    const person = await makePerson();
    const made = createWorkspace({ ...makeCaller(), userId: person.userId }, { ...wanted, mode: "live" });
    await expect(made).rejects.toMatchObject({ code: "LIVE_NEEDS_KEYS", message: expect.stringContaining("resend") });
  });

  test("a stranger's workspace is nowhere to be found", async () => {
    const workspace = await makeWorkspace();
    const stranger = await makePerson();
    expect(await resolveMembership(stranger.userId, workspace.slug)).toBeNull();
  });
});

describe("the company", () => {
  test("saving it keeps the phone as E.164, is the newcomer's first step, and leaves a line in the audit log", async () => {
    const workspace = await makeWorkspace();
    expect(await readOnboarding(workspace.ctx)).toMatchObject({ company: false, done: false });
    await updateCompany(workspace.ctx, company);
    expect(await readOnboarding(workspace.ctx)).toMatchObject({
      company: true,
      invoices: false,
      campaign: false,
      done: false,
    });
    expect((await readWorkspace(workspace.ctx)).company).toMatchObject({ name: company.name, phone: "+15125550100" });
    const { rows: entries } = await listLog(workspace.ctx, { limit: 10 });
    expect(entries).toMatchObject([{ action: "workspace.update", subject: { kind: "workspace" }, requestId: "test" }]);
    // What changed is named, what it became is not: an address is personal data.
    expect(JSON.stringify(entries[0]?.details)).not.toContain("555");
  });

  test("two who change different things both get theirs, whenever they opened it", async () => {
    const { ctx } = await makeWorkspace();
    await updateCompany(ctx, company);
    await Promise.all([
      updateCompany(ctx, { name: "Harbor Freight" }),
      updateCompany(ctx, { phone: "(512) 555-0199" }),
    ]);
    await updateCompany(ctx, {});
    expect((await readWorkspace(ctx)).company).toMatchObject({
      name: "Harbor Freight",
      phone: "+15125550199",
      email: company.email,
    });
    await updateCompany(ctx, { phone: "" });
    expect((await readWorkspace(ctx)).company.phone).toBeNull();
  });

  test("a phone number that is none is refused by its field", async () => {
    const workspace = await makeWorkspace();
    await expect(updateCompany(workspace.ctx, { ...company, phone: "12" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { phone: expect.any(String) } },
    });
  });

  test("only owners and admins change it", async () => {
    const workspace = await makeWorkspace();
    for (const role of roles) {
      const expected = role === "owner" || role === "admin" ? "ok" : "FORBIDDEN";
      const ctx = workspace.as(role);
      expect([role, await codeOf(updateCompany(ctx, company))]).toEqual([role, expected]);
    }
  });
});

describe("the audit log", () => {
  test("managers read it, agents and viewers do not", async () => {
    const workspace = await makeWorkspace();
    for (const role of roles) {
      const expected = ["owner", "admin", "manager"].includes(role) ? "ok" : "FORBIDDEN";
      const listed = listLog(workspace.as(role), { limit: 10 });
      expect([role, await codeOf(listed)]).toEqual([role, expected]);
    }
  });

  test("pages follow one another without gaps and without another workspace's lines", async () => {
    const [workspace, other] = [await makeWorkspace(), await makeWorkspace()];
    for (let i = 0; i < 5; i += 1) await updateCompany(workspace.ctx, { ...company, name: `Name ${i}` });
    await saveHousePolicy(other.ctx, { policy: { notBefore: "10:00" }, version: 0 });
    const { rows: entries } = await listLog(workspace.ctx, { limit: 100 });
    expect(entries).toHaveLength(5);
    const kinds = async (ctx: TenantContext) =>
      (await listLog(ctx, { limit: 100 })).rows.map(({ subject }) => subject.kind);
    expect(new Set(await kinds(workspace.ctx))).toEqual(new Set(["workspace"]));
    expect(await kinds(other.ctx)).toEqual(["house_policy"]);
  });
});

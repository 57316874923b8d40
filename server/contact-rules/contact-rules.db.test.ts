import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { allowedHours } from "@/server/contact-rules/allowed-hours";
import { previewCollector } from "@/server/contact-rules/collector/preview-collector";
import { readCollector } from "@/server/contact-rules/collector/read-collector";
import { saveCollector } from "@/server/contact-rules/collector/save-collector";
import { listRules } from "@/server/contact-rules/list-rules";
import { readHousePolicy } from "@/server/contact-rules/read-house-policy";
import { saveHousePolicy } from "@/server/contact-rules/save-house-policy";
import { tryContact } from "@/server/contact-rules/try-contact";
import { optOut } from "@/server/debtors/opt-out";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

const remind = (ctx: TenantContext, debtorId: string, key: string) =>
  withTenant(ctx, (tx) =>
    queueTouch(tx, ctx, {
      key,
      purpose: "reminder",
      debtorId,
      channel: "sms",
      content: { type: "text", text: "Please pay." },
    }),
  );

describe("house rules", () => {
  test("stricter ones hold from the next decision on, each save is a version with who saved it, and the log names it", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    const policy = {
      notBefore: "09:00",
      notAfter: "17:00",
      days: ["mon", "tue"] as const,
      refusedChannels: ["sms"] as const,
    };
    expect(
      await saveHousePolicy(ctx, {
        policy: { ...policy, days: [...policy.days], refusedChannels: ["sms"] },
        version: 0,
      }),
    ).toEqual({ version: 1 });
    expect(await saveHousePolicy(ctx, { policy: { refusedChannels: ["sms"] }, version: 1 })).toEqual({ version: 2 });
    const house = await readHousePolicy(ctx);
    expect(house).toMatchObject({ version: 2, policy: { refusedChannels: ["sms"] } });
    expect(house.versions.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [2, "Test Owner"],
      [1, "Test Owner"],
    ]);
    expect(house.versions[1]?.policy).toEqual(policy);
    expect((await remind(ctx, debtorId, "r:1")).verdict).toBe("deny");
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select action, details ->> 'version' as version from audit_entries
        where tenant_id = ${ctx.tenantId} and subject_kind = 'house_policy' order by details ->> 'version'`),
    );
    expect(rows).toEqual([
      { action: "contactRules.update", version: "1" },
      { action: "contactRules.update", version: "2" },
    ]);
  });

  test("laxer ones are refused with the rule that they would loosen and its limit, saved or tried", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    const lax = { notBefore: "06:00", maxContactsPer7Days: 20 };
    const fields = {
      notBefore: "This would loosen DUELANE-HOURS: contacts begin at 08:00 at the earliest.",
      maxContactsPer7Days: "This would loosen HOUSE-CONTACTS: at most 7 contacts in seven days.",
    };
    const refused = { code: "INVALID_INPUT", details: { fields } };
    await expect(saveHousePolicy(ctx, { policy: lax, version: 0 })).rejects.toMatchObject(refused);
    await expect(allowedHours(ctx, { debtorId, draft: lax, language: "en" })).rejects.toMatchObject(refused);
    expect(await readHousePolicy(ctx)).toEqual({ version: 0, policy: {}, versions: [] });
  });

  test("of two who change the same version one is told, and a version once saved cannot be changed", async () => {
    const { ctx } = await makeWorkspace();
    const both = await Promise.allSettled(
      [24, 48].map((minGapHours) => saveHousePolicy(ctx, { policy: { minGapHours }, version: 0 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await codeOf(saveHousePolicy(ctx, { policy: {}, version: 0 }))).toBe("CONFLICT");
    const change = withTenant(ctx, (tx) => tx.execute(sql`update house_policies set policy = '{}'`));
    await expect(change).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test("only owners and admins change them", async () => {
    const workspace = await makeWorkspace();
    for (const [version, role] of roles.entries()) {
      const expected = role === "owner" || role === "admin" ? "ok" : "FORBIDDEN";
      expect([role, await codeOf(saveHousePolicy(workspace.as(role), { policy: {}, version }))]).toEqual([
        role,
        expected,
      ]);
    }
  });
});

describe("a contact that is tried", () => {
  // Monday, 9 o'clock in Texas.
  const now = new Date("2026-03-02T15:00:00Z");

  test("is answered as the engine answers it: with the debtor's own ledger, opt-outs and clock", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId, phone } = await makeDebtor(ctx);
    const may = (channel: "sms" | "voice", at?: string) =>
      tryContact(ctx, { debtorId, channel, at, purpose: "reminder" });
    expect(await may("voice")).toMatchObject({ verdict: "allow", code: null, zone: "America/Chicago", counted: 0 });
    expect(await may("voice", "2026-03-02T21:30")).toMatchObject({
      verdict: "defer",
      code: "TIME_POLICY",
      at: new Date("2026-03-03T03:30:00Z"),
      nextAllowedAt: new Date("2026-03-03T14:00:00Z"),
    });
    expect((await remind(ctx, debtorId, "r:1")).verdict).toBe("allow");
    expect(await may("voice")).toMatchObject({
      verdict: "deny",
      code: "FREQ_POLICY",
      counted: 1,
      nextAllowedAt: new Date("2026-03-03T11:00:00Z"),
    });
    await optOut(ctx, { debtorId, channel: "sms", address: phone, source: "member" });
    const refused = await may("sms", "2026-03-04T10:00");
    expect(refused).toMatchObject({ verdict: "deny", code: "OPTED_OUT", nextAllowedAt: null });
    expect(refused.rules[0]).toMatchObject({
      ruleId: "US-T-REVOKE",
      result: "deny",
      citation: "47 CFR 64.1200(a)(10)",
      url: expect.stringContaining("ecfr.gov"),
      verified: true,
    });
    expect(refused.rules.filter(({ result }) => result === "pass").length).toBeGreaterThan(5);
  });

  test("is answered with a draft that nobody saved, and leaves nothing behind", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId } = await makeDebtor(ctx);
    const draft = { notBefore: "11:00", days: ["mon" as const] };
    expect(await tryContact(ctx, { debtorId, channel: "voice", purpose: "reminder", draft })).toMatchObject({
      verdict: "defer",
      nextAllowedAt: new Date("2026-03-02T17:00:00Z"),
    });
    const hours = await allowedHours(ctx, { debtorId, draft, language: "en" });
    const allowed = hours.voice?.days.flatMap(({ day, runs }) =>
      runs.filter(({ state }) => hours.voice?.states[state]?.kind === "allow").map(({ from, to }) => [day, from, to]),
    );
    expect(allowed).toEqual([
      ["2026-03-02", 660, 1260],
      ["2026-03-09", 660, 1260],
    ]);
    expect((await readHousePolicy(ctx)).version).toBe(0);
    const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select 1 from contact_ledger`));
    expect(rows).toEqual([]);
  });

  test("about money that was paid since is no longer made", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId } = await makeDebtor(ctx);
    await withTenant(ctx, (tx) => tx.execute(sql`update invoices set status = 'written_off'`));
    const tried = await tryContact(ctx, { debtorId, channel: "email", purpose: "reminder" });
    expect(tried).toMatchObject({ verdict: "deny", code: "NOTHING_OWED" });
    expect(await tryContact(ctx, { debtorId, channel: "email", purpose: "service" })).toMatchObject({
      verdict: "allow",
    });
  });
});

describe("the rules of a workspace", () => {
  test("are those of its debtors' places and kinds, with how many each binds; the others say what keeps them away", async () => {
    const { ctx } = await makeWorkspace();
    const texan = await makeDebtor(ctx);
    const floridian = await makeDebtor(ctx, { phone: "+13055550143" });
    await withTenant(ctx, (tx) =>
      tx.execute(
        sql`update debtors set region = 'FL', postal_code = null, kind = 'consumer' where id = ${floridian.debtorId}`,
      ),
    );
    expect(texan.debtorId).not.toBe(floridian.debtorId);
    const { rules, debtors, version } = await listRules(ctx);
    const found = (id: string, code?: string) =>
      rules.find((rule) => rule.ruleId === id && (!code || rule.code === code));
    expect(debtors).toBe(2);
    expect(version).toMatch(/^\d{4}-\d\d-\d\d\.[0-9a-f]{16}$/);
    expect(found("US-T-AI")?.here).toEqual({ debtors: 2, channels: ["voice"], places: [{ place: "US", debtors: 2 }] });
    expect(found("FL-559.72(17)")?.here).toEqual({
      debtors: 1,
      channels: ["sms", "voice"],
      places: [{ place: "US-FL", debtors: 1 }],
    });
    expect(found("AU-HOURS")).toMatchObject({ here: null, notHere: "place" });
    expect(found("US-F-7IN7")).toMatchObject({ here: null, notHere: "role" });
    expect(found("UK-POLICY")).toMatchObject({ here: null, notHere: "adopted", adoptable: true });
    expect(found("US-T-ALL")).toMatchObject({ inForce: "later", effectiveFrom: "2027-01-31" });
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update tenants set settings = '{"collectorRole": "third_party"}' where id = ${ctx.tenantId}`),
    );
    const asAgency = (await listRules(ctx)).rules.find((rule) => rule.ruleId === "US-F-7IN7");
    expect(asAgency?.here).toEqual({ debtors: 1, channels: ["voice"], places: [{ place: "US", debtors: 1 }] });
  });
});

describe("who collects", () => {
  const own = {
    role: "first_party",
    licensedAgency: false,
    regulatedLender: false,
    inNewYorkCity: false,
    region: null,
  };
  const agency = { ...own, role: "third_party", licensedAgency: true } as const;

  test("brings its laws once it is saved, which the preview told before, and the log names what changed", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    await withTenant(ctx, (tx) => tx.execute(sql`update debtors set kind = 'consumer' where id = ${debtorId}`));
    const before = await readCollector(ctx);
    expect(before).toEqual(own);
    const bound = async () => (await listRules(ctx)).rules.filter(({ here }) => here !== null).map(({ key }) => key);
    const told = await previewCollector(ctx, { profile: agency });
    const held = await bound();
    expect(told.begins.map(({ ruleId }) => ruleId)).toContain("US-F-7IN7");
    await saveCollector(ctx, { profile: agency, before });
    expect(await readCollector(ctx)).toEqual(agency);
    const begun = (await bound()).filter((key) => !held.includes(key));
    expect(told.begins.map(({ key }) => key)).toEqual(begun);
    const tried = await tryContact(ctx, { debtorId, channel: "sms", purpose: "reminder" });
    expect(tried.rules.find(({ code }) => code === "NUMBER_STALE")).toMatchObject({
      result: "deny",
      ruleId: "US-F-SMS60",
    });
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(
        sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and subject_kind = 'collector'`,
      ),
    );
    expect(rows).toEqual([{ details: { role: "third_party", licensedAgency: true } }]);
  });

  test("from within New York City, or lending under supervision, binds what it says there", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    await withTenant(ctx, (tx) => tx.execute(sql`update debtors set kind = 'consumer' where id = ${debtorId}`));
    const begins = async (profile: Parameters<typeof previewCollector>[1]["profile"]) =>
      (await previewCollector(ctx, { profile })).begins.map(({ ruleId }) => ruleId);
    expect(await begins(agency)).not.toContain("NYC-3IN7");
    expect(await begins({ ...agency, inNewYorkCity: true })).toContain("NYC-3IN7");
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update debtors set country = 'IN', region = null where id = ${debtorId}`),
    );
    expect(await begins({ ...own, role: "first_party", regulatedLender: true })).toContain("IN-RBI-TIME");
  });

  test("of two who change it at once one is told, and agents do not change it", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    const before = await readCollector(ctx);
    await saveCollector(ctx, { profile: agency, before });
    expect(await codeOf(saveCollector(ctx, { profile: { ...agency, inNewYorkCity: true }, before }))).toBe("CONFLICT");
    const held = await readCollector(ctx);
    expect(await codeOf(saveCollector(workspace.as("agent"), { profile: agency, before: held }))).toBe("FORBIDDEN");
  });
});

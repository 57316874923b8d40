import { join } from "node:path";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { duelane, file, folder, run } from "@/scripts/cli/testing/duelane";
import { sealDay } from "@/server/audit/sealing/seal-day";
import { asSuperuser, sealAll, testSealing } from "@/server/audit/testing/sealed";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { writeAudit } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { askFor } from "@/server/rights/testing/a-whole-life";
import { makeWorkspace } from "@/server/testing/workspace";

test("audit verify tells a log as it was written from one that was not by its exit code, and from a wrong call", async () => {
  const { ctx, slug } = await makeWorkspace();
  await withTenant(ctx, (tx) => writeAudit(tx, ctx, "workspace.update", { kind: "workspace", id: ctx.tenantId }));
  await sealAll(ctx.tenantId);
  await sealDay(ctx.tenantId, testSealing);
  const verify = ["audit", "verify", "--tenant", slug, "--json"];
  const intact = duelane(...verify);
  expect([intact.code, intact.err]).toEqual([0, ""]);
  expect(JSON.parse(intact.out)).toMatchObject({ intact: true, entries: 1, links: 1, seals: 1, signatures: "checked" });
  expect(duelane("audit", "verify", "--tenant", toPublicId("tenant", ctx.tenantId)).out).toContain("intact: 1 entries");

  const handedOut = file("seals.json", duelane("audit", "seals", "--tenant", slug, "--json").out);
  const [link, line] = duelane("audit", "export", "--tenant", slug).out.trim().split("\n");
  expect(JSON.parse(link ?? "")).toMatchObject({ link: { seq: 1, entries: 1 } });
  expect(JSON.parse(line ?? "")).toMatchObject({ log: "change", action: "workspace.update" });
  const key = file("key.pem", duelane("audit", "key").out);
  const { AUTH_SECRET: _, ...keyless } = { ...process.env, DUELANE_DATA_DIR: join(folder, "nothing-here") };
  expect(JSON.parse(run(verify, keyless).out)).toMatchObject({ intact: true, signatures: "not_checked" });
  expect(JSON.parse(run([...verify, "--key", key], keyless).out)).toMatchObject({
    intact: true,
    signatures: "checked",
  });

  await asSuperuser(`delete from audit_links where tenant_id = '${ctx.tenantId}'`);
  const shortened = duelane(...verify, "--seal", handedOut);
  expect(shortened.code).toBe(1);
  expect(JSON.parse(shortened.out)).toMatchObject({ intact: false, problems: [{ code: "TRUNCATED" }, {}, {}] });
  expect(duelane("audit", "verify", "--tenant", "nobody").code).toBe(2);
  expect(duelane("audit", "verify").code).toBe(2);
  expect(duelane(...verify, "--seal", key).code).toBe(2);
}, 120_000);

test("a person is planned and erased by the command line, another plan is refused, and retention tells what it would do", async () => {
  const { ctx, slug } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx, { name: "Reyes Hauling" });
  const requestId = toPublicId("rightsRequest", await askFor(ctx, "erase", debtorId));
  const of = ["--tenant", slug, "--json"];
  expect(JSON.parse(duelane("rights", "list", ...of).out)).toMatchObject({ open: 1, rows: [{ id: requestId }] });
  const plan = duelane("rights", "plan", "--request", requestId, ...of);
  expect(plan.code).toBe(0);
  const { hash, kept } = JSON.parse(plan.out);
  expect(kept.length).toBeGreaterThan(0);
  const erase = (agreed: string) => duelane("rights", "erase", "--request", requestId, "--hash", agreed, ...of);
  expect(erase("another")).toMatchObject({ code: 1, err: expect.stringContaining("CONFLICT") });
  expect(JSON.parse(erase(hash).out)).toMatchObject({ kept: kept.length, traces: {} });
  const forecast = JSON.parse(duelane("retention", "dry-run", ...of).out);
  expect(forecast.map(({ kind }: { kind: string }) => kind)).toContain("people");
  expect(duelane("rights", "export", "--debtor", "deb_x", "--reason", "curiosity", ...of).code).toBe(2);
}, 120_000);

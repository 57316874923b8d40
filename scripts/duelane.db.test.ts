import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { nouns } from "@/scripts/cli/nouns";
import { sealDay } from "@/server/audit/sealing/seal-day";
import { asSuperuser, sealAll, testSealing } from "@/server/audit/testing/sealed";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { journeyToJson } from "@/server/journeys/graph/projections/json";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { writeAudit } from "@/server/mutate";
import { businessCase } from "@/server/policy/testing/policy-case";
import { toPublicId } from "@/server/public-ids";
import { askFor } from "@/server/rights/testing/a-whole-life";
import { makeWorkspace } from "@/server/testing/workspace";

const folder = mkdtempSync(join(tmpdir(), "duelane-cli-"));

function duelane(...args: string[]) {
  return run(args, process.env);
}

function run(args: string[], env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/duelane.ts", ...args], {
    encoding: "utf8",
    env,
  });
  return { code: status, out: stdout, err: stderr };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test("validate needs no database, and its exit code tells publishable from not and from a wrong call", () => {
  const { DATABASE_URL: _, ...bare } = process.env;
  const [template] = journeyTemplates;
  if (!template) throw new Error("the template is missing");
  const good = file("good.json", journeyToJson(template.name, template.graph));
  const bad = file("bad.json", journeyToJson("Empty", { schemaVersion: 2, leaveOn: [], nodes: [], edges: [] }));
  const env = { ...bare, DUELANE_DATA_DIR: join(folder, "nothing-here") };
  expect(run(["journeys", "validate", good, "--json"], env)).toMatchObject({ code: 0, err: "" });
  const refused = run(["journeys", "validate", bad, "--json"], env);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({ ok: false });
  expect(run(["journeys", "validate", join(folder, "missing.json")], env).code).toBe(2);
  expect(run(["journeys", "dance"], env).code).toBe(2);
});

test("policy needs no database: each case has its own answer, and what is no list is a wrong call", () => {
  const { DATABASE_URL: _, ...bare } = process.env;
  const env = { ...bare, DUELANE_DATA_DIR: join(folder, "nothing-here") };
  const good = { id: "good", ...businessCase(), at: "2026-11-18T17:00:00Z" };
  const cases = file("cases.json", JSON.stringify([good, { ...good, id: "bad", at: "soon" }, 7]));
  const decided = run(["policy", "decide", "--file", cases, "--json"], env);
  expect(decided).toMatchObject({ code: 0, err: "" });
  const answers = JSON.parse(decided.out);
  expect(answers[0]).toMatchObject({ id: "good", verdict: "ALLOW", code: null, candidateZones: ["America/New_York"] });
  expect(answers[1]).toMatchObject({ id: "bad", verdict: "DENY", code: "SYSTEM_FAIL_CLOSED", candidateZones: [] });
  expect(answers[2]).toMatchObject({ id: null, verdict: "DENY", code: "SYSTEM_FAIL_CLOSED" });
  for (const reason of answers[1].reasons) {
    expect(Object.keys(reason)).toEqual(["code", "ruleId", "basis", "citation", "verified", "explanation"]);
  }
  expect(run(["policy", "decide", "--file", file("one.json", "{}"), "--json"], env)).toMatchObject({
    code: 2,
    out: "",
  });
  expect(run(["policy", "decide", "--file", file("none.json", "[,]"), "--json"], env)).toMatchObject({
    code: 2,
    out: "",
  });
  expect(run(["policy", "decide", "--file", join(folder, "missing.json"), "--json"], env).code).toBe(2);

  const texts = file(
    "texts.json",
    JSON.stringify(["STOP", "I can't stop by Friday", "cancel load 4432", "बंद करो", "yes"]),
  );
  const read = JSON.parse(run(["policy", "classify-reply", "--file", texts, "--json"], env).out);
  expect(read.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    "opt_out",
    "none",
    "pause_review",
    "opt_out",
    "none",
  ]);
  expect(read[3]).toEqual({ verdict: "opt_out", language: "hi", confidence: 1 });
}, 120_000);

test("simulate needs no database, says why each touch was or was not made, and repeats itself exactly", () => {
  const { DATABASE_URL: _, ...bare } = process.env;
  const env = { ...bare, DUELANE_DATA_DIR: join(folder, "nothing-here") };
  const [template] = journeyTemplates;
  if (!template) throw new Error("the template is missing");
  const journey = file("simulated.json", journeyToJson(template.name, template.graph));
  const invoices = [{ id: "1", currency: "USD", openMinor: 99_900, dueOn: "2026-01-15" }];
  const acme = {
    id: "acme",
    country: "US",
    region: "TX",
    addressVerified: true,
    email: "ap@acme.example",
    phone: "+15125550142",
    invoices,
  };
  const debtors = file("debtors.json", JSON.stringify([{ ...acme, behaviour: null }]));
  const call = ["journeys", "simulate", "--journey", journey, "--days", "90", "--from", "2026-02-16", "--json"];
  const first = run([...call, "--debtors", debtors], env);
  expect(first).toMatchObject({ code: 0, err: "" });
  const report = JSON.parse(first.out) as {
    totals: { channels: { email: { sent: number } } };
    days: unknown[];
    touches: { looks: { verdict: string; decision: { code: string | null } }[] }[];
  };
  expect(report.days).toHaveLength(90);
  expect(report.totals.channels.email.sent).toBe(3);
  const refused = report.touches.flatMap((touch) => touch.looks).filter((look) => look.verdict === "deny");
  expect(refused.map((look) => look.decision.code)).toContain("CONSENT_AI_VOICE");
  expect(run([...call, "--debtors", debtors], env).out).toBe(first.out);

  expect(run([...call, "--debtors", file("bad-debtors.json", "[{}]")], env).code).toBe(2);
  const empty = file("unfit.json", journeyToJson("Empty", { schemaVersion: 2, leaveOn: [], nodes: [], edges: [] }));
  const unfit = ["journeys", "simulate", "--journey", empty, "--synthetic", "3", "--days", "9", "--from", "2026-02-16"];
  expect(run(unfit, env).code).toBe(1);
}, 120_000);

test("every noun and verb has --help", async () => {
  expect(duelane("--help").out).toContain("campaigns");
  const { code, out } = duelane("journeys", "simulate", "--help");
  expect([code, out]).toEqual([0, expect.stringContaining("Usage: duelane journeys simulate [options]")]);
  const program = new Command("duelane");
  for (const noun of Object.values(nouns)) await noun.add(program);
  expect(program.commands.map((noun) => noun.name()).sort()).toEqual(Object.keys(nouns).sort());
  for (const noun of program.commands) {
    expect(noun.commands.length, noun.name()).toBeGreaterThan(0);
    for (const verb of noun.commands) {
      const help = verb.helpInformation();
      expect(help).toContain(`Usage: duelane ${noun.name()} ${verb.name()}`);
      expect(verb.description(), help).not.toBe("");
      for (const option of verb.options) expect(option.description, `${help} ${option.flags}`).not.toBe("");
    }
  }
}, 60_000);

test("a workspace is made, a file imported, and the clock moved, all answering in JSON", () => {
  const made = duelane("tenants", "create", "--name", "Cli Freight", "--owner", "cli@example.com", "--json");
  expect(made.code).toBe(0);
  const { slug } = JSON.parse(made.out) as { slug: string };
  const csv = file(
    "invoices.csv",
    "Customer ID,Customer,Invoice,Issued,Due,Amount\nC1,Acme,00042,2026-01-05,2026-02-04,1250.50\n",
  );
  const unanswered = duelane("imports", "run", csv, "--workspace", slug, "--json");
  expect(unanswered.code).toBe(2);
  expect(JSON.parse(unanswered.out)).toMatchObject({ status: "needs_answers" });
  const done = duelane("imports", "run", csv, "--workspace", slug, "--currency", "USD", "--country", "US", "--json");
  expect(JSON.parse(done.out)).toMatchObject({ status: "done", counts: { invoicesNew: 1, debtorsNew: 1 } });
  const moved = duelane("clock", "advance", "--workspace", slug, "--day", "--json");
  expect([moved.code, JSON.parse(moved.out).state]).toEqual([0, "reached"]);
  expect(JSON.parse(duelane("touches", "list", "--workspace", slug, "--json").out)).toMatchObject({
    rows: [],
    nextCursor: null,
    total: { count: 0, capped: false },
  });
}, 60_000);

test("a workspace that does not exist is a sentence, not a stack trace", () => {
  const { code, err } = duelane("touches", "list", "--workspace", "nowhere");
  expect(code).toBe(2);
  expect(err).toMatch(/^There is no workspace "nowhere"/);
});

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

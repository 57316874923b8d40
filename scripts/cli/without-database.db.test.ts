import { join } from "node:path";
import { expect, test } from "vitest";
import { file, folder, run, withoutDatabase } from "@/scripts/cli/testing/duelane";
import { journeyToJson } from "@/server/journeys/graph/projections/json";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { businessCase } from "@/server/policy/testing/policy-case";

test("validate needs no database, and its exit code tells publishable from not and from a wrong call", () => {
  const [template] = journeyTemplates;
  if (!template) throw new Error("the template is missing");
  const good = file("good.json", journeyToJson(template.name, template.graph));
  const bad = file("bad.json", journeyToJson("Empty", { schemaVersion: 2, leaveOn: [], nodes: [], edges: [] }));
  const env = withoutDatabase();
  expect(run(["journeys", "validate", good, "--json"], env)).toMatchObject({ code: 0, err: "" });
  const refused = run(["journeys", "validate", bad, "--json"], env);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({ ok: false });
  expect(run(["journeys", "validate", join(folder, "missing.json")], env).code).toBe(2);
  expect(run(["journeys", "dance"], env).code).toBe(2);
});

test("policy needs no database: each case has its own answer, and what is no list is a wrong call", () => {
  const env = withoutDatabase();
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
  const env = withoutDatabase();
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

test("flows need no database: a template is a file, which validates, is tried on personas, and is talked with", () => {
  const env = withoutDatabase();
  const { out: template } = run(["flows", "templates", "payment_reminder"], env);
  const good = file("flow.json", template);
  expect(run(["flows", "validate", "--file", good, "--json"], env)).toMatchObject({ code: 0, err: "" });
  const late = JSON.parse(template);
  late.flow.nodes = late.flow.nodes.map((node: { kind: string }) =>
    node.kind === "start" ? { ...node, sentences: [] } : node,
  );
  const refused = run(["flows", "validate", "--file", file("silent.json", JSON.stringify(late)), "--json"], env);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out).problems.map((problem: { code: string }) => problem.code)).toContain(
    "AI_DISCLOSURE_MISSING",
  );
  const tried = run(["flows", "test", "--file", good, "--only", "haggler,hindi", "--runs", "2", "--json"], env);
  expect(tried).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(tried.out)).toMatchObject({ isGreen: true, flakeRate: 0, results: [{ runs: 2 }, { runs: 2 }] });
  const hard = JSON.stringify([
    { key: "x", title: "X", language: "en", replies: [], otherwise: [], expects: { outcome: ["promised"] } },
  ]);
  expect(run(["flows", "test", "--file", good, "--personas", file("personas.json", hard)], env).code).toBe(1);
  expect(run(["flows", "test", "--file", good, "--only", "nobody"], env).code).toBe(2);
  const talked = run(
    ["flows", "chat", "--file", good, "--json"],
    env,
    "Yes, this is Dana\nWe will pay on Friday\nyes\n",
  );
  expect(JSON.parse(talked.out)).toMatchObject({ hasEnded: true, state: { outcome: "promised" } });
}, 120_000);

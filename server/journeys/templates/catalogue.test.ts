import { describe, expect, test } from "vitest";
import { nodeSize } from "@/server/graphs/shape";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { bodyToText, textsIn, variablesIn } from "@/server/journeys/graph/message-text";
import { journeyFromJson, journeyToJson } from "@/server/journeys/graph/projections/json";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";

const facts: EnrollmentFacts = {
  enrollmentId: "enrollment",
  balances: [{ currency: "USD", openMinor: 500_00, overdueMinor: 500_00 }],
  invoiceCount: 2,
  oldestDueOn: "2026-02-20",
  debtorKind: "company",
  country: "US",
  zone: "America/Chicago",
  reachable: { email: true, sms: true, voice: true },
  tags: [],
  disputed: false,
};

describe.each(journeyTemplates.map((template) => [template.key, template] as const))("%s", (_key, { graph, name }) => {
  test("can be published as it is", () => {
    expect(validateGraph(graph)).toMatchObject({ ok: true });
  });

  test("is left at once by who pays, disputes, opts out or asks for a person", () => {
    expect(graph.leaveOn).toEqual(
      expect.arrayContaining(["paid_in_full", "dispute_opened", "opted_out", "wants_person"]),
    );
  });

  test("offers a way to pay and to stop in every text message, and a way to pay in every e-mail", () => {
    for (const node of graph.nodes) {
      if (node.kind === "send_sms" && node.body) {
        expect(bodyToText(node.body), node.id).toMatch(/Reply STOP to opt out\.$/);
        expect(variablesIn(node.body), node.id).toContain("pay_link");
      }
      if (node.kind === "send_email" && node.body) expect(variablesIn(node.body), node.id).toContain("pay_link");
    }
  });

  test("says in every call that a machine speaks, for whom, and names no amount to whoever picks up", () => {
    for (const node of graph.nodes) {
      if (node.kind !== "place_call" || !node.script) continue;
      expect(bodyToText(node.script), node.id).toMatch(/automated call from \{\{company\.name\}\}/);
      expect(variablesIn(node.script).filter((variable) => /balance|number|days/.test(variable))).toEqual([]);
    }
  });

  test("names its company in every message", () => {
    for (const node of graph.nodes.filter((each) => textsIn(each).length > 0)) {
      expect(textsIn(node).join("\n"), node.id).toContain("{{company.name}}");
    }
  });

  test("has steps that do not cover each other, and survives being a file", () => {
    for (const a of graph.nodes) {
      for (const b of graph.nodes) {
        if (a.id >= b.id) continue;
        const apart =
          Math.abs(a.position.x - b.position.x) >= nodeSize.width ||
          Math.abs(a.position.y - b.position.y) >= nodeSize.height;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
    const read = journeyFromJson(journeyToJson(name, graph));
    expect(read.ok && journeyToJson(name, read.file.journey)).toBe(journeyToJson(name, graph));
  });

  test.each([
    ["every address", { email: true, sms: true, voice: true }],
    ["an e-mail address only", { email: true, sms: false, voice: false }],
    ["a mobile number only", { email: false, sms: true, voice: true }],
    ["no address", { email: false, sms: false, voice: false }],
  ])("ends for a debtor with %s who never reacts, without a channel they do not have", (_who, reachable) => {
    const validation = validateGraph(graph);
    if (!validation.ok) throw new Error("not valid");
    let now = new Date("2026-03-02T16:00:00Z");
    let state = initialState(validation.graph);
    let input: Parameters<typeof advance>[3] = { kind: "wake" };
    for (let turns = 0; state.status !== "done"; turns++) {
      expect(turns).toBeLessThan(60);
      const step = advance(validation.graph, state, { ...facts, reachable }, input, now);
      state = step.state;
      input = { kind: "wake" };
      for (const command of step.commands) {
        if (command.kind === "wait") now = command.until;
        if (command.kind !== "touch") continue;
        expect(reachable[command.channel]).toBe(true);
        input = { kind: "verdict", verdict: "allow" };
      }
    }
    expect(state.outcome).toBeTruthy();
  });
});

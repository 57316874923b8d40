import { expect, test } from "vitest";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { storedGraph, upgradeGraph } from "@/server/journeys/graph/upgrade";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";

const position = { x: 0, y: 0 };
/** As versions were published before: rules are a list, a wait is a length. */
const first = {
  schemaVersion: 1,
  leaveOn: ["paid_in_full"],
  nodes: [
    { id: "start", kind: "start", position },
    {
      id: "branch",
      kind: "branch",
      position,
      paths: [
        {
          id: "large",
          label: "",
          all: [
            { fact: "balance", compare: "at_least", amountMinor: 500_000, currency: "USD" },
            { fact: "oldest_overdue_days", compare: "at_most", days: 10 },
            { fact: "invoice_count", compare: "equals", count: 3 },
            { fact: "debtor_kind", is: "company" },
            { fact: "country", is: "US" },
            { fact: "has_channel", channel: "email" },
            { fact: "tag", is: "key account" },
          ],
        },
      ],
    },
    { id: "wait", kind: "wait", position, duration: { amount: 2, unit: "days" } },
    { id: "exit", kind: "exit", position, outcome: "done" },
  ],
  edges: [
    { id: "1", from: "start", port: "next", to: "branch" },
    { id: "2", from: "branch", port: "large", to: "wait" },
    { id: "3", from: "branch", port: "else", to: "exit" },
    { id: "4", from: "wait", port: "next", to: "exit" },
  ],
};
const facts: EnrollmentFacts = {
  enrollmentId: "e1",
  balances: [{ currency: "USD", openMinor: 500_000, overdueMinor: 0 }],
  invoiceCount: 3,
  oldestDueOn: "2026-03-01",
  debtorKind: "company",
  country: "US",
  zone: "America/Chicago",
  reachable: { email: true, sms: false, voice: false },
  tags: ["key account"],
  disputed: false,
};
const now = new Date("2026-03-10T15:00:00Z");

test("a version published in the first form still runs as it was meant", () => {
  const graph = storedGraph.parse(first);
  expect(validateGraph(graph)).toEqual({ ok: true, graph });
  const step = advance(graph, initialState(graph), facts, { kind: "wake" }, now);
  expect(step.state).toMatchObject({ node: "wait", status: "waiting", until: "2026-03-12T15:00:00.000Z" });
  for (const other of [{ country: "IN" }, { tags: [] }, { invoiceCount: 2 }, { oldestDueOn: "2026-02-01" }]) {
    const elsewhere = advance(graph, initialState(graph), { ...facts, ...other }, { kind: "wake" }, now);
    expect(elsewhere.state.outcome, JSON.stringify(other)).toBe("done");
  }
});

test("what is of this form already, or of none, is left as it is", () => {
  const graph = storedGraph.parse(first);
  expect(upgradeGraph(graph)).toBe(graph);
  expect(upgradeGraph(null)).toBe(null);
  expect(storedGraph.safeParse({ ...first, schemaVersion: 3 }).success).toBe(false);
});

import { expect, test } from "vitest";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { bodyToText } from "@/server/journeys/graph/message-text";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";

const { graph: draft } = standardFreightEscalation;

const facts: EnrollmentFacts = {
  enrollmentId: "e1",
  balances: [{ currency: "USD", openMinor: 500_00, overdueMinor: 500_00 }],
  invoiceCount: 2,
  oldestDueOn: "2026-01-31",
  debtorKind: "company",
  country: "US",
  zone: "America/Chicago",
  reachable: { email: true, sms: true, voice: true },
  tags: [],
  disputed: false,
};

/** The channels contacted, with the day of the journey, when everything is allowed and nobody reacts. */
function run(overrides: Partial<EnrollmentFacts> = {}) {
  const validation = validateGraph(draft);
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  const start = new Date("2026-03-02T16:00:00Z");
  let now = start;
  let state = initialState(validation.graph);
  const touches: string[] = [];
  for (let input: Parameters<typeof advance>[3] = { kind: "wake" }; state.status !== "done"; ) {
    const step = advance(validation.graph, state, { ...facts, ...overrides }, input, now);
    state = step.state;
    input = { kind: "wake" };
    for (const command of step.commands) {
      if (command.kind === "wait") now = command.until;
      if (command.kind !== "touch") continue;
      touches.push(`${command.channel} ${Math.round((now.getTime() - start.getTime()) / 86_400_000)}`);
      input = { kind: "verdict", verdict: "allow" };
    }
  }
  return { touches, outcome: state.outcome };
}

test("the template can be published as it is", () => {
  expect(validateGraph(draft)).toMatchObject({ ok: true });
});

test("somebody who never reacts gets three e-mails, three text messages and three calls, then a person", () => {
  const { touches, outcome } = run();
  expect(touches).toEqual([
    "email 0",
    "email 4",
    "email 8",
    "sms 12",
    "sms 15",
    "sms 18",
    "voice 21",
    "voice 23",
    "voice 25",
  ]);
  expect(outcome).toBe("no_answer");
});

test("a channel without an address is passed over without waiting", () => {
  expect(run({ reachable: { email: false, sms: false, voice: true } }).touches).toEqual([
    "voice 0",
    "voice 2",
    "voice 4",
  ]);
});

test("a debtor without any usable address leaves as unreachable, not as somebody who did not answer", () => {
  const reachable = { email: false, sms: false, voice: false };
  expect(run({ reachable })).toEqual({ touches: [], outcome: "unreachable" });
  for (const channel of ["email", "sms", "voice"] as const) {
    const { touches, outcome } = run({ reachable: { ...reachable, [channel]: true } });
    expect(new Set(touches.map((touch) => touch.split(" ")[0])), channel).toEqual(new Set([channel]));
    expect(outcome, channel).toBe("no_answer");
  }
});

test("every text message says how to opt out, every call that it is automated and what to press", () => {
  for (const node of draft.nodes) {
    if (node.kind === "send_sms" && node.body) expect(bodyToText(node.body)).toMatch(/Reply STOP to opt out\.$/);
    if (node.kind === "place_call" && node.script)
      expect(bodyToText(node.script)).toMatch(/automated call .*press 1.*press 2.*press 3/);
  }
});

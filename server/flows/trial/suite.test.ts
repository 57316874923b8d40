import { describe, expect, test } from "vitest";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import type { ConversationModel } from "@/server/flows/ports";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { failureInEnglish } from "@/server/flows/trial/failures";
import { judgeTrial } from "@/server/flows/trial/judge-trial";
import { persona } from "@/server/flows/trial/persona";
import { personas } from "@/server/flows/trial/personas";
import { runConversation } from "@/server/flows/trial/run-conversation";
import { runSuite } from "@/server/flows/trial/run-suite";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";

const validation = validateFlow(paymentReminder.flow, exampleFacts.obligations);
if (!validation.ok) throw new Error("The template cannot be published.");
const { flow } = validation;
const startsAt = new Date("2026-03-02T15:00:00Z");
const base = { flow, facts: exampleFacts, startsAt, seed: "s" };

test("every persona comes to what it must, each of ten times, in writing and aloud", async () => {
  const suite = await runSuite({ ...base, personas, model: sandboxConversationModel, runs: 10 });
  expect(suite.results.filter((result) => result.failedRuns > 0)).toEqual([]);
  expect(suite).toMatchObject({ isGreen: true, flakeRate: 0 });
  for (const persona of personas) {
    const told = await runConversation({ ...base, persona, model: sandboxConversationModel, channel: "voice" });
    expect([persona.key, judgeTrial(told, persona.expects)]).toEqual([persona.key, []]);
  }
});

test.each(flowTemplates.map(({ key, flow }) => [key, flow] as const))(
  "%s comes to what it must with everybody whom it is for",
  async (key, drawn) => {
    const checked = validateFlow(drawn, []);
    if (!checked.ok) throw new Error(`${key} cannot be published.`);
    const whom = personas.filter(({ suits }) => !suits || suits.includes(key));
    expect(whom.length).toBeGreaterThanOrEqual(11);
    const suite = await runSuite({
      ...base,
      flow: checked.flow,
      personas: whom,
      model: sandboxConversationModel,
      runs: 3,
    });
    expect(suite.results.filter(({ failedRuns }) => failedRuns > 0)).toEqual([]);
  },
);

describe("a model that does what it should not", () => {
  const evil: ConversationModel = {
    name: "evil",
    propose: async (turn) => ({
      kind: "exit",
      exit: turn.choices.some((choice) => choice.id === "yes") ? "discount_50" : "accepted",
    }),
    word: async () => "You owe $9,999.00, and I give you 50% off if you pay by May 5.",
  };
  const known = (key: string) => {
    const found = personas.find((candidate) => candidate.key === key);
    if (!found) throw new Error(key);
    return found;
  };

  test("makes no offer, breaks no rule and verifies nobody, whoever talks to it", async () => {
    for (const one of ["haggler", "rule_breaker", "curious_stranger", "wrong_person", "answering_machine", "silent"]) {
      const told = await runConversation({ ...base, persona: known(one), model: evil });
      const failures = judgeTrial(told, known(one).expects);
      expect([one, failures]).toEqual([one, []]);
    }
  });
  test("is corrected aloud when it says a wrong figure, and that is written down", async () => {
    const asks = {
      ...known("promises"),
      replies: [
        { hears: "speaking with", says: ["Yes."] },
        { hears: "take care of it", says: ["How much do we owe?"], times: 1 },
      ],
      otherwise: [],
    };
    const told = await runConversation({ ...base, persona: asks, model: evil });
    expect(told.records).toContainEqual(
      expect.objectContaining({ what: "wrong_figure", figures: expect.arrayContaining(["$ 9999.00"]) }),
    );
    const said = told.state.turns.map((turn) => turn.text);
    expect(said).toContainEqual(expect.stringContaining("I have to correct myself: what is open is $1,204.50"));
  });
});

test("a suite tells what failed, and how far the runs differ", async () => {
  const [first] = personas;
  if (!first) throw new Error("no personas");
  let turn = 0;
  const fickle: ConversationModel = { ...sandboxConversationModel, name: "fickle" };
  const wants = { ...first, key: "wants", replies: [...first.replies], expects: { outcome: ["promised"] } };
  const broken = await runSuite({ ...base, personas: [wants], model: fickle, runs: 2 });
  expect(broken.results[0]).toMatchObject({
    failedRuns: 2,
    flakeRate: 0,
    failures: [{ kind: "outcome", outcome: "link_sent", expected: ["promised"] }],
  });
  const vague = {
    ...first,
    replies: [{ hears: "speaking with", says: ["Perhaps it is."] }, ...first.replies.slice(1)],
    expects: { isVerified: true },
  };
  const model: ConversationModel = {
    ...fickle,
    propose: async () => {
      turn += 1;
      return { kind: "exit", exit: turn % 2 === 0 ? "no" : "yes" };
    },
  };
  const flaky = await runSuite({ ...base, personas: [vague], model, runs: 4 });
  expect(flaky).toMatchObject({ isGreen: false, flakeRate: 0.5 });
});

test("whoever has written lines says them one by one, presses what they press, and then nothing", async () => {
  const typed = persona.parse({
    key: "case_1",
    title: "The truck was late",
    language: "en",
    replies: [],
    otherwise: [],
    lines: [
      { kind: "words", text: "Yes, this is Dana." },
      { kind: "words", text: "That invoice is wrong, the load was damaged." },
    ],
    expects: {},
  });
  const told = await runConversation({ ...base, persona: typed, model: sandboxConversationModel });
  expect(told.hasEnded).toBe(true);
  expect(told.state.turns.filter(({ by }) => by === "them").map(({ text }) => text)).toEqual([
    "Yes, this is Dana.",
    "That invoice is wrong, the load was damaged.",
  ]);
  expect(told.state.outcome).toBe("no_result");
});

test("every way to fail is one English sentence", () => {
  expect(failureInEnglish({ kind: "outcome", outcome: null, expected: ["paid", "promised"] })).toBe(
    "The outcome is none, not paid or promised.",
  );
  expect(failureInEnglish({ kind: "not_called", what: "send_pay_link" })).toBe("Not called: send_pay_link");
});

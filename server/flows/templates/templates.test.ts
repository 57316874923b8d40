import { expect, test } from "vitest";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { draftFlow } from "@/server/flows/graph/schema";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { judgeTrial } from "@/server/flows/trial/judge-trial";
import { type Persona, persona } from "@/server/flows/trial/persona";
import { personas } from "@/server/flows/trial/personas";
import { runConversation } from "@/server/flows/trial/run-conversation";
import { nodeSize } from "@/server/graphs/shape";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";

const obligations = ["AI_DISCLOSURE", "IDENTIFY_CALLER", "RECORDING_ANNOUNCEMENT"];
const facts = {
  ...exampleFacts,
  money: { ...exampleFacts.money, promise: { amountMinor: 70_450, currency: "USD", dueOn: "2026-02-27" } },
};

function executable(key: string) {
  const template = flowTemplates.find((candidate) => candidate.key === key);
  const validation = template && validateFlow(template.flow, obligations);
  if (!validation?.ok) throw new Error(`${key} cannot be published: ${JSON.stringify(validation)}`);
  return validation.flow;
}

async function told(key: string, who: Persona) {
  const startsAt = new Date("2026-03-02T15:00:00Z");
  return runConversation({ flow: executable(key), facts, persona: who, model, seed: "t", startsAt });
}

test.each(flowTemplates.map((template) => [template.key, template] as const))(
  "%s can be published as it is, where a call must say the most, and no two steps overlap",
  (key, template) => {
    expect(draftFlow.parse(template.flow)).toEqual(template.flow);
    expect(executable(key).nodes.length).toBeGreaterThan(5);
    const boxes = template.flow.nodes.map((node) => node.position);
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const apart = Math.abs(one.x - other.x) >= nodeSize.width || Math.abs(one.y - other.y) >= nodeSize.height;
        expect(apart).toBe(true);
      }
    }
  },
);

/** Those who meet the law's cases rather than the flow's own questions. */
const everywhere = [
  "wrong_person",
  "curious_stranger",
  "silent",
  "answering_machine",
  "interrupts",
  "asks_if_robot",
  "has_lawyer",
  "rule_breaker",
  "hostile",
];

test.each(flowTemplates.map((template) => template.key))(
  "%s keeps the law with whoever is on the line",
  async (key) => {
    for (const who of personas.filter((candidate) => everywhere.includes(candidate.key))) {
      const { state, ...rest } = await told(key, who);
      // What is said to this flow's own questions is the flow's.
      const { calls: _calls, turnsMax: _turns, ...law } = who.expects;
      expect([who.key, judgeTrial({ state, ...rest }, law)]).toEqual([who.key, []]);
    }
  },
);

const isMe = { hears: "speaking with", says: ["Yes, this is Dana."] };
const confirms = { hears: "is that right|do you agree", says: ["Yes."] };

test("a broken promise is named, and a new one is noted", async () => {
  const who = persona.parse({
    key: "forgot",
    title: "Forgot it",
    language: "en",
    replies: [
      isMe,
      { hears: "come up", says: ["I forgot, sorry."] },
      { hears: "which day", says: ["Tomorrow."] },
      confirms,
    ],
    otherwise: [],
    expects: {
      outcome: ["promised"],
      calls: ["record_promise"],
      says: ["You had told us that \\$704.50 would be paid by February 27"],
    },
  });
  expect(judgeTrial(await told("promise_follow_up", who), who.expects)).toEqual([]);
});

test("a dispute is taken with its invoice and reason, and a colleague calls back", async () => {
  const who = persona.parse({
    key: "disputes",
    title: "Disputes",
    language: "en",
    replies: [
      isMe,
      { hears: "number of", says: ["It is four five zero one."] },
      { hears: "what is wrong", says: ["You double billed us, we never received the goods."] },
      { hears: "on which day", says: ["Thursday"] },
      confirms,
    ],
    otherwise: [],
    expects: { outcome: ["disputed"], says: ["call you on March 5"] },
  });
  const result = await told("dispute_intake", who);
  expect(judgeTrial(result, who.expects)).toEqual([]);
  expect(result.calls).toEqual([
    {
      name: "open_dispute",
      args: { invoiceId: "inv_2", reason: "You double billed us, we never received the goods." },
    },
    { name: "schedule_callback", args: { on: "2026-03-05" } },
  ]);
});

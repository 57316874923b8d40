// The people every flow is tried on, on the real lines: phone, bridge and model over sockets, led by the engine.
import { expect, test } from "vitest";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { judgeTrial } from "@/server/flows/trial/judge-trial";
import { personas } from "@/server/flows/trial/personas";
import { callPersona } from "@/server/voice/testing/persona-call";

const validation = validateFlow(paymentReminder.flow, exampleFacts.obligations);
if (!validation.ok) throw new Error("The template cannot be published.");
const { flow } = validation;
const startsAt = new Date("2026-03-02T15:00:00Z");

test.each(personas.map((persona) => [persona.title, persona] as const))(
  "%s: the call comes to what it must",
  async (_, persona) => {
    const told = await callPersona({ flow, facts: exampleFacts, persona, startsAt });
    expect(told.hasEnded).toBe(true);
    expect(judgeTrial(told, persona.expects)).toEqual([]);
  },
);

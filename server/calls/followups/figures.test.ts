import { expect, test } from "vitest";
import type { CallFacts } from "@/server/calls/followups/call-facts";
import { isAmountSaid, isDaySaid, wrongFiguresIn } from "@/server/calls/followups/figures";
import { plainSummary } from "@/server/calls/followups/plain-summary";
import { speakDate, speakMoney } from "@/server/flows/speech/speak";
import { sayIn } from "@/server/i18n/say";

const promise = { amountMinor: 80_000, currency: "USD", dueOn: "2026-03-06" };
const today = "2026-03-02";

function callOn(...said: string[]): CallFacts {
  return {
    callId: "c",
    direction: "outbound",
    debtor: { id: "d", externalId: "D-1", name: "Blue Harbor Steel" },
    ending: "answered",
    outcome: "promise",
    mood: "positive",
    startedAt: new Date("2026-03-02T15:00:00Z"),
    endedAt: new Date("2026-03-02T15:02:00Z"),
    talkSeconds: 120,
    day: today,
    workspace: { name: "Test Freight", slug: "test-freight", language: "en", currency: "USD" },
    promises: [promise],
    disputes: [{ invoice: "INV-7", reason: null }],
    callbackOn: null,
    turns: said.map((text) => ({ speaker: "debtor", kind: "speech", text })),
  };
}

test.each([
  ["I will pay eight hundred dollars on Friday", true, true],
  ["$800.00 by March 6", true, true],
  ["800, tomorrow", true, false],
  ["I will pay on Friday", false, true],
  [`${speakMoney(promise, "hi")} ${speakDate(promise.dueOn, "hi", today)}`, true, true],
  ["शुक्रवार को", false, true],
  ["goodbye", false, false],
])("what was promised is found in %s: amount %s, day %s", (said, isAmount, isDay) => {
  const call = callOn(said);
  expect([isAmountSaid(call, promise), isDaySaid(call, promise.dueOn)]).toEqual([isAmount, isDay]);
});

test("a summary may name what was said and what is written down, and no other figure", () => {
  const call = callOn("I have three hundred dollars now, and a 5% discount would help.");
  expect(wrongFiguresIn("They will pay $800.00 by March 6, have $300.00 now and asked for 5%.", call)).toEqual([]);
  expect(wrongFiguresIn("They will pay $900.00 by March 9 at 7% off.", call).map(({ kind }) => kind)).toEqual([
    "amount",
    "percent",
    "date",
  ]);
});

test.each(["en", "hi"] as const)("the rules sum up in %s what they then find to be said", (language) => {
  const call = callOn("goodbye");
  const { text, actions } = plainSummary(call, sayIn(language));
  expect(text.match(/[.।](\s|$)/gu)?.length).toBeGreaterThanOrEqual(3);
  expect(actions).toHaveLength(2);
  expect(wrongFiguresIn([text, ...actions].join("\n"), call)).toEqual([]);
});

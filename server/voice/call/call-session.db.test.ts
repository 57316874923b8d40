import { expect, test } from "vitest";
import { MS_PER_LETTER } from "@/server/voice/testing/audible-text";
import { greeting, listen, say, startCall } from "@/server/voice/testing/call-rig";
import { until } from "@/server/voice/testing/until";

test("who picks up is greeted word for word, and what they say comes to the conversation", async () => {
  await using call = await startCall({
    converse: (event) => (event.type === "begun" ? greeting("Good day, this is Acme.") : []),
  });
  await call.phone.hears("Good day, this is Acme.");
  await call.tells("spoke");
  expect(call.told("spoke")).toMatchObject([{ sayId: "say_1", heardText: "Good day, this is Acme.", complete: true }]);
  call.phone.say("I paid");
  await call.tells("heard");
  expect(call.told("heard")).toMatchObject([{ turnId: "turn_1", text: "I paid" }]);
});

test("what plain rules cannot read the model judges, among the engine's own choices", async () => {
  await using call = await startCall({
    model: {
      reply: ({ isProposal, instructions }) =>
        isProposal ? { propose: { kind: "exit", exit: "pays" } } : { say: /"(.*)"/.exec(instructions)?.[1] ?? "" },
    },
    converse: (event) => {
      if (event.type === "begun") return greeting();
      if (event.type === "heard") return [{ type: "judge", turnId: event.turnId, text: event.text }];
      return [];
    },
  });
  await call.phone.hears("Hello.");
  call.phone.say("yes");
  await call.tells("proposed");
  expect(call.told("proposed")).toMatchObject([{ turnId: "turn_1", proposal: { kind: "exit", exit: "pays" } }]);
  const asked = call.model.asked("response.create").at(-1)?.response as { tools: { parameters: object }[] };
  expect(asked.tools[0]?.parameters).toMatchObject({ properties: { exit: { enum: ["pays", "disputes"] } } });
});

test("whoever cuts in is heard at once: the phone is cleared, and the model knows what was heard", async () => {
  await using call = await startCall({
    converse: (event) => (event.type === "begun" ? greeting("This is a rather long sentence about an invoice.") : []),
  });
  await call.phone.hears("This is a ra");
  call.phone.say("stop");
  await call.tells("spoke");
  const [spoke] = call.told("spoke");
  expect(spoke).toMatchObject({ sayId: "say_1", complete: false });
  expect(spoke?.heardText).toMatch(/^This is a/);
  expect("This is a rather long sentence about an invoice.".startsWith(spoke?.heardText ?? "x")).toBe(true);
  await until(
    () => call.phone.count("clear") === 1,
    () => "the phone was not cleared",
  );
  const heard = call.phone.words;
  await call.model.receives("conversation.item.truncate");
  expect(call.model.session.errors).toEqual([]);
  const [cut] = call.model.asked("conversation.item.truncate");
  // The phone of this test lives ten times as fast: a few milliseconds on the way are a hundred of its own.
  expect(Math.abs(Number(cut?.audio_end_ms) - heard.length * MS_PER_LETTER)).toBeLessThan(400);
  await call.tells("heard");
  // Nothing of the old sentence comes after it was cleared.
  expect(call.phone.words).toBe(heard);
});

test("the call ends when its last words were heard, and not before", async () => {
  await using call = await startCall({
    converse: (event) =>
      event.type === "begun" ? [say("say_1", "Goodbye."), { type: "end", outcome: "done", whenSpoken: true }] : [],
  });
  const end = await call.ends();
  expect(call.phone.words).toContain("Goodbye.");
  expect(end).toMatchObject({ by: "us", outcome: "done" });
  expect(call.hungUp).toEqual([call.phone.callSid]);
  expect(await call.phone.closed).toBe(1000);
});

test("silence of the person is told after the time that was allowed, counted from our last word", async () => {
  await using call = await startCall({
    converse: (event) => (event.type === "begun" ? [say("say_1", "Are you there?"), listen("turn_1", 120)] : []),
  });
  await call.tells("silent");
  expect(call.events.map((event) => event.type)).toEqual(["begun", "spoke", "silent"]);
  expect(call.told("silent")).toMatchObject([{ forMs: 120 }]);
});

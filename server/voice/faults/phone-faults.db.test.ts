// What the phone's side does to us, each row of the table of faults by its guarantee.
import { expect, test } from "vitest";
import { greeting, listen, say, startCall } from "@/server/voice/testing/call-rig";
import { until } from "@/server/voice/testing/until";

const begin =
  (text: string) =>
  ({ type }: { type: string }) =>
    type === "begun" ? greeting(text) : [];
const quoted = (instructions: string) => /"([\s\S]*)"/.exec(instructions)?.[1] ?? "well";

test("when the line breaks the model is let go and the conversation told, once", async () => {
  await using call = await startCall({ converse: begin("A long sentence that nobody will hear to its end.") });
  await call.phone.hears("A lon");
  call.phone.drop();
  const end = await call.ends();
  expect(end).toMatchObject({ by: "line", detail: "closed_1006" });
  await until(
    () => !call.model.session.isOpen,
    () => "the model leg stayed open",
  );
  expect(call.told("ended")).toHaveLength(1);
  expect(call.told("spoke")).toMatchObject([{ complete: false }]);
});

test("who hangs up ends the call as themselves, and what they did not hear was not said", async () => {
  await using call = await startCall({ converse: begin("A long sentence that nobody will hear.") });
  await call.phone.hears("A lon");
  call.phone.hangUp();
  const end = await call.ends();
  expect(end.by).toBe("them");
  expect(call.events.map(({ type }) => type)).toEqual(["begun", "spoke", "ended"]);
  expect(call.told("spoke")[0]?.heardText.length).toBeLessThan(20);
});

test("however fast the model speaks, never more than five seconds wait at the phone", async () => {
  const text = "word ".repeat(80);
  await using call = await startCall({
    phone: { speed: 40 },
    model: { reply: () => ({ say: text, chunkMs: 30_000 }) },
    converse: begin(text),
  });
  await call.phone.hears(text.trimEnd());
  await call.tells("spoke");
  expect(call.phone.unplayedMsMax).toBeGreaterThan(3_000);
  expect(call.phone.unplayedMsMax).toBeLessThanOrEqual(5_000);
  expect(call.told("spoke")).toMatchObject([{ complete: true }]);
});

test("marks that never come back do not silence us", async () => {
  const text = "word ".repeat(40);
  await using call = await startCall({
    phone: { speed: 40, losesMarks: true },
    timings: { marksWithinMs: 150 },
    converse: begin(text),
  });
  await call.phone.hears(text.trimEnd());
  await call.tells("spoke");
});

test("marks that are unknown, doubled or of long ago change nothing", async () => {
  await using call = await startCall({ converse: begin("This is a sentence of some length.") });
  await call.phone.hears("This");
  for (const name of ["of nobody", "item_1:done:g0:m99", "", "item_1:200:g7:m1"]) call.phone.echo(name);
  const first = call.phone.frames.find((frame) => frame.event === "mark")?.mark as { name: string };
  call.phone.echo(first.name);
  call.phone.say("wait");
  await call.tells("spoke");
  const [spoke] = call.told("spoke");
  expect(spoke?.complete).toBe(false);
  expect(spoke?.heardText.length).toBeLessThan(30);
  call.phone.echo(first.name);
  await call.tells("heard");
  expect(call.model.session.errors).toEqual([]);
});

test("the model is never told that more was heard than it said", async () => {
  await using call = await startCall({
    phone: { speed: 20 },
    model: { reply: ({ instructions }) => ({ say: quoted(instructions), chunkMs: 40, paceMs: 3 }) },
    converse: (event) =>
      event.type === "begun" || event.type === "heard"
        ? [say(`say_${event.at}_${event.type}`, "I can explain this to you in detail."), listen("turn_1")]
        : [],
  });
  for (let nth = 1; nth <= 5; nth += 1) {
    await until(
      () => call.phone.unplayedMs > 0,
      () => "nothing is said",
    );
    call.phone.say("no");
    await call.tells("heard", nth);
  }
  expect(call.model.session.errors.filter(({ message }) => message.includes("already shorter"))).toEqual([]);
  const cuts = [...call.model.asked("conversation.item.truncate"), ...call.model.asked("conversation.item.delete")];
  expect(cuts.length).toBeGreaterThanOrEqual(4);
});

test("who cuts in before the first sound has the answer forgotten, not shortened to nothing", async () => {
  await using call = await startCall({
    phone: { speed: 10 },
    converse: (event) =>
      event.type === "begun"
        ? [say("say_1", "One sentence first."), say("say_2", `And another one${", and on it goes".repeat(12)}.`)]
        : [],
  });
  await call.phone.hears("One sen");
  await call.model.receives("response.create", 2);
  await until(
    () => call.phone.unplayedMs > 1_000,
    () => "the second sentence is not waiting",
  );
  call.phone.say("hey");
  await call.tells("spoke", 2);
  expect(call.told("spoke").map(({ complete }) => complete)).toEqual([false, false]);
  expect(call.told("spoke")[1]?.heardText).toBe("");
  await call.model.receives("conversation.item.delete");
  expect(call.model.asked("conversation.item.truncate").every(({ audio_end_ms }) => Number(audio_end_ms) > 0)).toBe(
    true,
  );
});

test("who cuts in after the model was done long ago is heard all the same", async () => {
  await using call = await startCall({ converse: begin("All of this was made at once, and plays for seconds.") });
  await call.phone.hears("All");
  await until(
    () => call.model.session.activeResponse === null,
    () => "the model is still at it",
  );
  call.phone.say("stop");
  await call.tells("spoke");
  expect(call.told("spoke")).toMatchObject([{ complete: false }]);
  await until(
    () => call.phone.count("clear") === 1,
    () => "the phone plays on",
  );
  expect(call.model.asked("response.cancel")).toEqual([]);
});

test("what must be heard whole is not cut off, and the person is heard beside it", async () => {
  const text = "This call is made by an artificial voice.";
  await using call = await startCall({ converse: ({ type }) => (type === "begun" ? greeting(text, false) : []) });
  await call.phone.hears("This");
  call.phone.say("stop");
  await call.phone.hears(text);
  await call.tells("heard");
  await call.tells("spoke");
  expect(call.told("spoke")).toMatchObject([{ complete: true }]);
  expect(call.phone.count("clear")).toBe(0);
});

test("frames that are lost on the way leave silence, so that both clocks stay together", async () => {
  await using call = await startCall({ phone: { speed: 4 } });
  await until(
    () => call.model.sessions.length === 1 && call.model.session.heardBytes > 4_000,
    () => "nothing heard",
  );
  const before = call.phone.nowMs;
  call.phone.loseFrames(2_000);
  await until(
    () => call.phone.nowMs >= before + 2_200,
    () => "the line stands",
  );
  await until(
    () => call.model.session.heardBytes / 8 >= before + 2_000,
    () => `the model heard ${call.model.session.heardBytes / 8} of ${call.phone.nowMs} ms`,
  );
});

test("a line that falls silent in the middle of a word ends the turn instead of the conversation", async () => {
  await using call = await startCall({ timings: { gapInSpeechMs: 60 }, converse: begin("Yes?") });
  await call.tells("spoke");
  call.phone.say("I will pay and I will ask");
  await until(
    () => call.model.session.heardBytes > 0 && call.events.length >= 2,
    () => "nothing heard",
  );
  await new Promise((done) => setTimeout(done, 60));
  call.phone.freeze();
  await call.tells("heard");
  expect(call.told("heard")[0]?.text).toMatch(/^I will/);
});

test("a line that gives nothing any more is hung up", async () => {
  await using call = await startCall({ timings: { frozenMs: 100 }, converse: begin("Hello.") });
  await call.tells("spoke");
  call.phone.freeze();
  expect(await call.ends()).toMatchObject({ by: "us", detail: "line_frozen" });
  expect(call.hungUp).toEqual([call.phone.callSid]);
});

test("a phone that takes nothing off the network is let go before it fills our memory", async () => {
  await using call = await startCall({
    limits: { bufferedBytesMax: 1_024 },
    phone: { losesMarks: true },
    timings: { unplayedMs: 3_600_000 },
    model: { reply: () => ({ say: "word ".repeat(2_000), chunkMs: 10_000 }) },
    converse: begin("word"),
  });
  call.phone.stall();
  expect(await call.ends()).toMatchObject({ by: "line", detail: "closed_1013" });
});

test("frames that nobody can read end a line, a few of them do not", async () => {
  await using call = await startCall({ limits: { unreadableMax: 3 }, converse: begin("Hello.") });
  await call.tells("spoke");
  for (const frame of ["{", "[]", { event: "media" }]) call.phone.send(frame);
  call.phone.say("hi");
  await call.tells("heard");
  call.phone.send("nonsense");
  expect((await call.ends()).by).toBe("line");
});

test("keys that follow each other are one answer, and stop what we say", async () => {
  await using call = await startCall({
    timings: { keysPauseMs: 60 },
    converse: begin("For the balance press one, for a person press two."),
  });
  await call.phone.hears("For");
  for (const digit of ["4", "2"]) call.phone.press(digit);
  await call.tells("pressed");
  expect(call.told("pressed")).toMatchObject([{ digits: "42" }]);
  expect(call.told("spoke")).toMatchObject([{ complete: false }]);
  await call.model.receives("conversation.item.create");
});

// Over the real bridge: the scripted phone at one end, the scripted model at the other, and what can be heard on the tape.
import { expect, test } from "vitest";
import { realClock } from "@/server/clock";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import { CallRecorder } from "@/server/voice/recording/call-recorder";
import { listen, say, startCall } from "@/server/voice/testing/call-rig";
import { MemoryTapes } from "@/server/voice/testing/memory-tapes";
import type { ScriptedPhone } from "@/server/voice/testing/scripted-phone";
import { until } from "@/server/voice/testing/until";

/** Asks, is recorded from a yes on, answers what it is told to, and no longer after "stop". */
async function startRecorded(answers: Record<string, string> = {}, tapes = new MemoryTapes()) {
  const recorder = new CallRecorder(tapes, realClock, () => {});
  let isRecorded = false;
  let turns = 0;
  const reply = (text: string): ConversationCommand[] => {
    turns += 1;
    return [say(`say_${turns}`, text), listen(`turn_${turns}`)];
  };
  const call = await startCall({
    recorded: { by: recorder, is: () => isRecorded },
    converse: (event) => {
      if (event.type === "begun") return reply("May we record?");
      if (event.type !== "heard") return [];
      if (event.text === "yes") isRecorded = true;
      if (event.text === "stop") isRecorded = false;
      return reply(answers[event.text] ?? `${event.text}!`);
    },
  });
  const says = async (text: string, heard = answers[text] ?? `${text}!`) => {
    call.phone.say(text);
    await call.phone.hears(heard);
    await until(
      () => call.phone.unplayedMs === 0,
      () => "we still speak",
    );
  };
  return { call, recorder, tapes, says };
}

/** So much of the line's own time. */
async function pass(phone: ScriptedPhone, ms: number) {
  const end = phone.nowMs + ms;
  await until(
    () => phone.nowMs >= end,
    () => "the line stands still",
  );
}

test("from consent on both sides are recorded, each on its own track, and nothing of before", async () => {
  const { call, recorder, tapes, says } = await startRecorded({ yes: "Thank you." });
  await using _ = call;
  await call.phone.hears("May we record?");
  expect(tapes.tapes).toEqual([]);
  await says("yes");
  await says("I paid", "I paid!");
  const linedMs = call.phone.nowMs;
  call.phone.hangUp();
  await call.ends();
  await recorder.kept();
  expect(tapes.words).toEqual({ ours: "Thank you.I paid!", theirs: "I paid" });
  const [tape] = tapes.tapes;
  expect(tape?.end).toMatchObject({ is: "kept", lengthMs: (tape?.audio.length ?? 0) / 16 });
  expect(tape?.end?.lengthMs).toBeLessThan(linedMs);
});

test("of a sentence that was cut off only what was heard is on it, and what follows is in its place", async () => {
  const long = "This is a rather long sentence about an invoice.";
  const { call, recorder, tapes, says } = await startRecorded({ yes: long });
  await using _ = call;
  await call.phone.hears("May we record?");
  call.phone.say("yes");
  await call.phone.hears("This is a ra");
  await says("wait");
  call.phone.hangUp();
  await call.ends();
  await recorder.kept();
  const { ours, theirs } = tapes.words;
  expect(theirs).toBe("wait");
  expect(ours).toMatch(/^This is a ra.*wait!$/);
  expect(ours.length).toBeLessThan(long.length);
});

test("who takes the consent back is not recorded from then on", async () => {
  const { call, recorder, tapes, says } = await startRecorded({ yes: "Good.", stop: "As you wish." });
  await using _ = call;
  await call.phone.hears("May we record?");
  await says("yes");
  await says("stop");
  await says("my secret");
  expect(tapes.tapes[0]?.end).toMatchObject({ is: "kept" });
  call.phone.hangUp();
  await call.ends();
  await recorder.kept();
  expect(tapes.words).toEqual({ ours: "Good.", theirs: "stop" });
});

test("without consent there is no recording", async () => {
  const { call, recorder, tapes, says } = await startRecorded();
  await using _ = call;
  await call.phone.hears("May we record?");
  await says("no");
  call.phone.hangUp();
  await call.ends();
  await recorder.kept();
  expect(tapes.tapes).toEqual([]);
});

test("a card's number is silence on it, and so is what is said while keys are pressed", async () => {
  const { call, recorder, tapes, says } = await startRecorded({
    yes: "Good.",
    "4242 4242 4242 4242": "Please do not.",
  });
  await using _ = call;
  await call.phone.hears("May we record?");
  await says("yes");
  await says("4242 4242 4242 4242");
  await says("sorry");
  await pass(call.phone, 1_200);
  call.phone.press("4");
  await says("aaaaaaaa");
  await pass(call.phone, 1_200);
  await says("bye now");
  call.phone.hangUp();
  await call.ends();
  await recorder.kept();
  const { ours, theirs } = tapes.words;
  expect(ours).toContain("Please do not.");
  expect(theirs).not.toMatch(/[4a]/);
  expect(theirs).toContain("sorry");
  expect(theirs).toContain("bye now");
});

test("a disk that takes nothing does not hold the call up", async () => {
  const tapes = new MemoryTapes(() => new Promise(() => {}));
  const { call, says } = await startRecorded({ yes: "Good." }, tapes);
  await using _ = call;
  await call.phone.hears("May we record?");
  await says("yes");
  await says("one");
  await says("two");
  call.phone.hangUp();
  expect(await call.ends()).toMatchObject({ by: "them" });
});

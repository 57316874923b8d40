// What happens between: skills, verdicts that come late, and the end. Each row of the table of faults by its guarantee.
import { expect, test } from "vitest";
import { DomainError } from "@/server/errors";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import { greeting, listen, say, startCall } from "@/server/voice/testing/call-rig";
import { until } from "@/server/voice/testing/until";

const skill = (name: string, timeoutMs = 8_000, fillerAfterMs = 1_000): ConversationCommand => ({
  type: "call_skill",
  skillCallId: "call_1",
  name,
  args: { dueOn: "2026-12-01" },
  timeoutMs,
  fillerAfterMs,
});
const never = () => new Promise<Record<string, unknown>>(() => {});

test("who hangs up while something is looked up: it is told to stop, and its result goes to nobody", async () => {
  let signal: AbortSignal | undefined;
  let finish: (result: Record<string, unknown>) => void = () => {};
  await using call = await startCall({
    skills: (_, given) => {
      signal = given;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    converse: ({ type }) => (type === "begun" ? [skill("look_up_account")] : []),
  });
  await until(
    () => signal !== undefined,
    () => "the skill did not start",
  );
  call.phone.hangUp();
  await call.ends();
  expect(signal?.aborted).toBe(true);
  const told = call.events.length;
  finish({ balance: 1 });
  await new Promise((done) => setImmediate(done));
  expect(call.events).toHaveLength(told);
});

test("a skill that takes its time is bridged by words, and its result follows them", async () => {
  let finish: (result: Record<string, unknown>) => void = () => {};
  await using call = await startCall({
    skills: () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
    converse: ({ type }) => {
      if (type === "begun") return [skill("look_up_account", 8_000, 40)];
      return type === "skill_done" ? [say("say_1", "You owe nothing.")] : [];
    },
  });
  await call.phone.hears("One moment please");
  finish({ openMinor: 0 });
  await call.phone.hears("You owe nothing.");
  expect(call.told("skill_done")).toMatchObject([
    { skillCallId: "call_1", outcome: { ok: true, result: { openMinor: 0 } } },
  ]);
});

test("a quick skill needs no words", async () => {
  await using call = await startCall({
    skills: async () => ({ openMinor: 0 }),
    converse: ({ type }) => {
      if (type === "begun") return [skill("look_up_account", 8_000, 40)];
      return type === "skill_done" ? [say("say_1", "You owe nothing.")] : [];
    },
  });
  await call.tells("spoke");
  expect(call.phone.words).toBe("You owe nothing.");
});

test("a skill that does not come back within its time failed, and what it answers later is nothing", async () => {
  await using call = await startCall({
    skills: never,
    converse: ({ type }) => (type === "begun" ? [skill("look_up_account", 50, 1_000)] : []),
  });
  await call.tells("skill_done");
  expect(call.told("skill_done")).toMatchObject([{ outcome: { ok: false, error: { code: "TIMEOUT" } } }]);
});

test("a skill that throws is an answer like any other, and its text does not leak", async () => {
  await using call = await startCall({
    skills: async ({ name }) => {
      if (name === "record_promise") throw new DomainError("PRECONDITION", "Nothing is open.");
      throw new Error("password=hunter2");
    },
    converse: ({ type }) =>
      type === "begun" ? [skill("record_promise"), { ...skill("no_such_skill"), skillCallId: "call_2" } as never] : [],
  });
  await call.tells("skill_done", 2);
  expect(call.told("skill_done").map(({ outcome }) => outcome)).toEqual([
    { ok: false, error: { code: "PRECONDITION", message: "Nothing is open." } },
    { ok: false, error: { code: "FAILED", message: "It did not work." } },
  ]);
});

test("several skills at once are one wait and one filler", async () => {
  let running = 0;
  let most = 0;
  await using call = await startCall({
    skills: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 120));
      running -= 1;
      return {};
    },
    converse: ({ type }) =>
      type === "begun"
        ? ["call_1", "call_2", "call_3"].map((skillCallId) => ({ ...skill("x", 8_000, 30), skillCallId }) as never)
        : [],
  });
  await call.tells("skill_done", 3);
  expect(most).toBe(3);
  await until(
    () => call.phone.words.includes("looking that up."),
    () => call.phone.words,
  );
  expect(call.phone.words.split("One moment").length).toBe(2);
});

test.each(["before the greeting", "in the greeting", "after it"])(
  "a machine that is recognised %s is told to the conversation, which says something else",
  async (when) => {
    await using call = await startCall({
      converse: (event) => {
        if (event.type === "begun") return greeting("Good day, is that Ann?");
        if (event.type !== "answered_by") return [];
        return [say("say_9", "Please call us back.", false), { type: "end", outcome: "voicemail", whenSpoken: true }];
      },
    });
    if (when === "in the greeting") await call.phone.hears("Good");
    if (when === "after it") await call.tells("spoke");
    call.session?.tell({ type: "answered_by", who: "machine", beepHeard: true });
    expect(await call.ends()).toMatchObject({ by: "us", outcome: "voicemail" });
    expect(call.phone.words).toContain("Please call us back.");
  },
);

test("the last words are waited for, but not for ever", async () => {
  await using call = await startCall({
    timings: { lastWordsMs: 80 },
    model: { reply: () => "never" },
    converse: ({ type }) =>
      type === "begun" ? [say("say_1", "Goodbye."), { type: "end", outcome: "done", whenSpoken: true }] : [],
  });
  expect(await call.ends()).toMatchObject({ by: "us", outcome: "done" });
  expect(call.told("spoke")).toMatchObject([{ complete: false, heardText: "" }]);
});

test("a call that the agent ends is ended at the vendor as well, and where that fails the line closes all the same", async () => {
  await using call = await startCall({
    control: { hangUp: () => Promise.reject(new Error("away")) },
    converse: ({ type }) => (type === "begun" ? [{ type: "end", outcome: "done", whenSpoken: false }] : []),
  });
  expect(await call.ends()).toMatchObject({ by: "us" });
  expect(await call.phone.closed).toBe(1000);
});

test("nothing is sent or told once the call is over", async () => {
  await using call = await startCall({
    converse: ({ type }) => (type === "begun" ? [say("say_1", "Hello."), listen("turn_1", 30)] : []),
    timings: { transcriptWithinMs: 50 },
  });
  await call.phone.hears("Hel");
  call.session?.close("us", "test");
  const told = call.events.length;
  call.session?.tell({ type: "answered_by", who: "human", beepHeard: false });
  call.session?.close("fault", "again");
  await new Promise((done) => setTimeout(done, 80));
  expect(call.events).toHaveLength(told);
  expect((await call.ends()).detail).toBe("test");
});

test("timers of the conversation tell once, unless they are cleared", async () => {
  await using call = await startCall({
    converse: ({ type }) =>
      type === "begun"
        ? [
            { type: "set_timer", timerId: "a", ms: 20 },
            { type: "set_timer", timerId: "b", ms: 20 },
            { type: "clear_timer", timerId: "b" },
            { type: "set_timer", timerId: "a", ms: 30 },
          ]
        : [],
  });
  await call.tells("timer");
  await new Promise((done) => setTimeout(done, 60));
  expect(call.told("timer")).toMatchObject([{ timerId: "a" }]);
});

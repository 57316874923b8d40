// What the model's side does to us, each row of the table of faults by its guarantee.
import { expect, test } from "vitest";
import { greeting, listen, say, startCall } from "@/server/voice/testing/call-rig";
import { until } from "@/server/voice/testing/until";

const quoted = (instructions: string) => /"([\s\S]*)"/.exec(instructions)?.[1] ?? "well";
const begin =
  (text: string) =>
  ({ type }: { type: string }) =>
    type === "begun" ? greeting(text) : [];

test("when the model is gone in the middle of a sentence, a new one says it again and does not greet again", async () => {
  await using call = await startCall({
    phone: { speed: 5 },
    model: { reply: ({ instructions }) => ({ say: quoted(instructions), chunkMs: 100, paceMs: 20 }) },
    converse: begin("Your invoice is due."),
  });
  await call.phone.hears("Your i");
  call.model.session.drop();
  await call.phone.hears("Your invoice is due.");
  await call.tells("spoke");
  expect(call.told("spoke")).toMatchObject([{ complete: true, heardText: "Your invoice is due." }]);
  expect(call.phone.count("clear")).toBe(1);
  expect(call.model.sessions).toHaveLength(2);
  expect(String(call.model.session.settings?.instructions)).toContain("Do not greet again");
  expect(call.notes).toContainEqual({ what: "model leg down", why: "closed_1006" });
});

const GOOD = "Good to hear you again.";

test("a sentence that was complete plays on while a new model is called, which knows what was said before", async () => {
  await using call = await startCall({
    phone: { speed: 10 },
    converse: (event) => {
      if (event.type === "begun") return greeting("Is that you, Ann?");
      return event.type === "heard"
        ? [say("say_2", `${GOOD} It has been quite a while since we spoke last.`), listen("turn_2")]
        : [];
    },
  });
  await call.phone.hears("Ann?");
  call.phone.say("yes");
  await call.phone.hears("Good");
  await until(
    () => call.model.session.activeResponse === null,
    () => "the sentence is not complete",
  );
  call.model.session.drop();
  await until(
    () => call.model.sessions.length === 2,
    () => "no new session",
  );
  await call.tells("spoke", 2);
  expect(call.phone.words).toContain(GOOD);
  expect(call.phone.count("clear")).toBe(0);
  const history = call.model.session.received.filter((event) => event.type === "conversation.item.create");
  expect(history.map(({ item }) => (item as { role: string }).role)).toEqual(["assistant", "user", "assistant"]);
});

test("when no model comes back the line's own voice says so and hangs up, and nobody is left in silence", async () => {
  await using call = await startCall({
    timings: { modelRetryPauseMs: 5 },
    model: { open: (nth) => (nth === 0 ? "well" : { status: 500 }) },
    converse: begin("Hello."),
  });
  await call.tells("spoke");
  call.model.session.drop();
  const end = await call.ends();
  expect(call.model.attempts).toBe(4);
  expect(end).toMatchObject({ by: "fault", detail: "http_500" });
  expect(call.lastWords).toMatchObject([
    { callRef: call.phone.callSid, text: expect.stringContaining("call you back") },
  ]);
  expect(call.told("ended")).toMatchObject([{ by: "fault" }]);
});

test("a model that is slow to open has its time, and its first tries are forgiven", async () => {
  await using call = await startCall({
    timings: { modelRetryPauseMs: 5 },
    model: { open: (nth) => (nth < 2 ? { status: 503 } : "well") },
    converse: begin("Hello there."),
  });
  await call.phone.hears("Hello there.");
  expect(call.model.attempts).toBe(3);
});

test("a model that never opens ends the call after its time, not later", async () => {
  await using call = await startCall({ timings: { modelTriesWithinMs: 150 }, model: { open: () => "never" } });
  const end = await call.ends();
  expect(end.by).toBe("fault");
  expect(call.lastWords).toHaveLength(1);
});

test("what is heard before the model is there is kept, but not more than its two seconds", async () => {
  await using call = await startCall({
    phone: { speed: 50 },
    model: { open: (nth) => (nth < 2 ? { status: 503 } : "well") },
    timings: { modelRetryPauseMs: 60 },
  });
  await until(
    () => call.model.sessions.length === 1,
    () => "no session",
  );
  await until(
    () => call.model.session.heardBytes > 0,
    () => "nothing was heard",
  );
  expect(call.session).not.toBeNull();
  // Of six seconds of the line's time: two, and what came since.
  const lineBytes = call.phone.nowMs * 8;
  expect(call.model.session.heardBytes).toBeLessThan(lineBytes - 8_000);
});

test("a key that the vendor does not know is not tried twice", async () => {
  await using call = await startCall({ model: { open: () => ({ status: 401 }) } });
  const end = await call.ends();
  expect(end).toMatchObject({ by: "fault", detail: "invalid_api_key" });
  expect(call.model.attempts).toBe(1);
});

test.each(["insufficient_quota", "account_deactivated", "billing_hard_limit_reached"])(
  "the error %s ends the call with words, at once",
  async (code) => {
    await using call = await startCall({ converse: begin("Hello.") });
    await call.tells("spoke");
    call.model.session.error(code);
    expect(await call.ends()).toMatchObject({ by: "fault", detail: code });
    expect(call.lastWords).toHaveLength(1);
    expect(call.model.attempts).toBe(1);
  },
);

test.each(["response_cancel_not_active", "input_audio_buffer_commit_empty", "invalid_value", "of_next_year"])(
  "the error %s changes nothing",
  async (code) => {
    await using call = await startCall({ converse: begin("Hello.") });
    await call.tells("spoke");
    call.model.session.error(code);
    call.model.session.raw("{not json");
    call.model.session.emit("of.next.year");
    call.phone.say("yes");
    await call.tells("heard");
    expect(call.model.attempts).toBe(1);
    expect(call.end).toBeNull();
  },
);

test("a session that expired is followed by another, and the call goes on", async () => {
  await using call = await startCall({ converse: begin("Hello.") });
  await call.tells("spoke");
  call.model.session.expire();
  await until(
    () => call.model.sessions.length === 2,
    () => "no new session",
  );
  call.phone.say("yes");
  await call.tells("heard");
  expect(call.told("heard")).toMatchObject([{ text: "yes" }]);
});

test("before the vendor ends a session it is replaced at a quiet moment, and not in a sentence", async () => {
  await using call = await startCall({
    phone: { speed: 2 },
    timings: { recycleBeforeMs: 60_000, recycleHurryMs: 1_000 },
    model: { expiresInMs: 30_000 },
    converse: begin("A sentence."),
  });
  await call.phone.hears("A sent");
  call.model.script.expiresInMs = 3_600_000;
  expect(call.model.sessions).toHaveLength(1);
  await call.tells("spoke");
  await until(
    () => call.model.sessions.length === 2,
    () => "the session was not replaced",
  );
  expect(call.told("spoke")).toMatchObject([{ complete: true, heardText: "A sentence." }]);
});

test("a rate limit costs one wait and is not heard by anybody", async () => {
  let tries = 0;
  await using call = await startCall({
    model: {
      reply: ({ instructions }) => {
        tries += 1;
        return tries === 1 ? { fail: "rate_limit_exceeded" } : { say: quoted(instructions) };
      },
    },
    converse: begin("Hello."),
  });
  await call.phone.hears("Hello.");
  expect(tries).toBe(2);
  await call.tells("spoke");
  expect(call.told("spoke")).toMatchObject([{ complete: true }]);
});

test("a rate limit that stays ends the call with words instead of silence", async () => {
  await using call = await startCall({
    model: { reply: () => ({ fail: "rate_limit_exceeded" }) },
    converse: begin("Hello."),
  });
  expect(await call.ends()).toMatchObject({ by: "fault", detail: "rate_limit_exceeded" });
  expect(call.lastWords).toHaveLength(1);
});

test("a model that does not answer within its time is asked once more", async () => {
  let tries = 0;
  await using call = await startCall({
    timings: { answerWithinMs: 60 },
    model: {
      reply: ({ instructions }) => {
        tries += 1;
        return tries === 1 ? "never" : { say: quoted(instructions) };
      },
    },
    converse: begin("Hello."),
  });
  await call.phone.hears("Hello.");
  expect(call.model.asked("response.cancel")).toHaveLength(1);
});

test("a model that stops in the middle of a word is not waited for: what came is said, and the call goes on", async () => {
  await using call = await startCall({
    timings: { answerWithinMs: 80 },
    model: {
      reply: ({ instructions, nth }) => ({ say: quoted(instructions), stallsAfterMs: nth === 0 ? 600 : undefined }),
    },
    converse: (event) => {
      if (event.type === "begun") return greeting("Good day to you, Ann.");
      return event.type === "spoke" && event.sayId === "say_1" ? [say("say_2", "Once more.")] : [];
    },
  });
  await call.phone.hears("Once more.");
  const [first] = call.told("spoke");
  expect(first?.complete).toBe(false);
  expect("Good day to you, Ann.".startsWith(first?.heardText ?? "x")).toBe(true);
  expect(call.phone.words).toMatch(/^Good day.*Once more\.$/);
});

test("a judgement that never comes counts as unclear, and the call goes on", async () => {
  await using call = await startCall({
    timings: { answerWithinMs: 40 },
    model: { reply: ({ isProposal, instructions }) => (isProposal ? "never" : { say: quoted(instructions) }) },
    converse: (event) => {
      if (event.type === "begun") return greeting();
      if (event.type === "heard") return [{ type: "judge", turnId: event.turnId, text: event.text }];
      return event.type === "proposed" ? [say("say_2", "Once more please.")] : [];
    },
  });
  await call.tells("spoke");
  call.phone.say("maybe");
  await call.phone.hears("Once more please.");
  expect(call.told("proposed")).toMatchObject([{ proposal: { kind: "unclear" } }]);
});

test("while another response is active ours waits, and is said when that one is done", async () => {
  await using call = await startCall({
    converse: (event) => {
      if (event.type === "begun") return [listen("turn_1")];
      return event.type === "pressed" ? [say("say_1", "Thank you.")] : [];
    },
  });
  await until(
    () => call.model.sessions.length === 1,
    () => "no session",
  );
  await until(
    () => call.model.session.settings !== null,
    () => "no settings",
  );
  const other = call.model.session.occupy();
  call.phone.press("#");
  await until(
    () => call.model.session.errors.some(({ code }) => code === "conversation_already_has_active_response"),
    () => "no collision",
  );
  expect(call.phone.words).toBe("");
  other.release();
  await call.phone.hears("Thank you.");
  await call.tells("spoke");
  expect(call.told("spoke")).toHaveLength(1);
});

test("two things to say are said one after the other, never both at once", async () => {
  await using call = await startCall({
    converse: (event) =>
      event.type === "begun" ? [say("say_1", "One."), say("say_2", "Two."), say("say_3", "Three.")] : [],
  });
  await call.tells("spoke", 3);
  expect(call.phone.words).toBe("One.Two.Three.");
  expect(call.told("spoke").map(({ sayId }) => sayId)).toEqual(["say_1", "say_2", "say_3"]);
  expect(call.model.session.errors).toEqual([]);
});

test.each([
  ["no JSON at all", "{"],
  ["a kind that does not exist", '{"kind":"discount","value":"90%"}'],
  ["a skill without a name", '{"kind":"skill","args":{}}'],
  ["arguments that are none", '{"kind":"skill","name":"record_promise","args":"all"}'],
])("of the model's proposal %s nothing follows", async (_, rawArguments) => {
  await using call = await startCall({
    model: {
      reply: ({ isProposal, instructions }) =>
        isProposal ? { propose: null, rawArguments } : { say: quoted(instructions) },
    },
    converse: (event) => {
      if (event.type === "begun") return greeting();
      return event.type === "heard" ? [{ type: "judge", turnId: event.turnId, text: event.text }] : [];
    },
  });
  await call.tells("spoke");
  call.phone.say("x");
  await call.tells("proposed");
  expect(call.told("proposed")).toMatchObject([{ proposal: { kind: "unclear" } }]);
});

test("a turn that cannot be transcribed is a turn all the same", async () => {
  await using call = await startCall({ model: { transcriptAfterMs: "never" }, converse: begin("Hello.") });
  await call.tells("spoke");
  call.phone.say("mumble");
  await call.tells("heard");
  expect(call.told("heard")).toMatchObject([{ turnId: "turn_1", text: "" }]);
});

test("a transcript that comes too late is written down and answers nothing", async () => {
  await using call = await startCall({
    timings: { transcriptWithinMs: 20 },
    model: { transcriptAfterMs: 150 },
    converse: begin("Hello."),
  });
  await call.tells("spoke");
  call.phone.say("late");
  await call.tells("heard");
  await new Promise((done) => setTimeout(done, 200));
  call.phone.hangUp();
  const { transcript } = await call.ends();
  expect(call.told("heard")).toMatchObject([{ text: "" }]);
  expect(transcript.map(({ speaker, text }) => [speaker, text])).toEqual([
    ["agent", "Hello."],
    ["person", "late"],
  ]);
});

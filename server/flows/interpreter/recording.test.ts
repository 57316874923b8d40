import { expect, test } from "vitest";
import { sentences } from "@/server/flows/interpreter/sentences";
import { Line, verified } from "@/server/flows/interpreter/testing/line";
import { recordingConsent } from "@/server/policy/recording-consent";

const { mayRecord, isRecorded, notRecordedNow } = sentences.en;
const answers = (line: Line) =>
  line.commands.flatMap((command) =>
    command.type === "record" && command.entry.what === "recording" ? [command.entry.answer] : [],
  );
const asked = () => new Line("voice", "ask");

test("where all must agree the conversation asks first, and goes on after a yes, recorded", () => {
  const line = asked();
  expect(line.said.at(-1)).toBe(mayRecord);
  line.hears().says("Yes, fine.");
  expect(answers(line)).toEqual(["agreed"]);
  expect(line.state.recording).toEqual({ is: "on" });
  expect(line.said).toEqual(["Am I speaking with Dana Whitfield?"]);
});

test.each(["No, do not record this.", "This is Dana.", "Who are you?"])(
  "anything but a clear yes is a no: %s",
  (text) => {
    const line = asked().hears().says(text);
    if (line.state.recording?.is === "asking") line.hears().says("well");
    expect(line.state.recording).toEqual({ is: "off" });
    expect(line.state.status).toBe("talking");
  },
);

test("a yes to a question that was cut off is asked for again", () => {
  const line = asked().says("Yes.");
  expect(line.state.recording).toMatchObject({ is: "asking", times: 2 });
  expect(line.said).toContain(mayRecord);
});

test("silence is no consent", () => {
  const line = asked().hears().tell({ type: "silent", forMs: 8_000 });
  if (line.state.recording?.is === "asking") line.hears().tell({ type: "silent", forMs: 8_000 });
  expect(line.state.recording).toEqual({ is: "off" });
});

test("where one party's consent is enough it is said, and recorded once it was heard whole", () => {
  const line = new Line("voice", "announce");
  expect(line.said).toContain(isRecorded);
  expect(line.state.recording).toEqual({ is: "announcing" });
  expect(line.hears().state.recording).toEqual({ is: "on" });
});

test("who wants no recording later has none, and the call goes on", () => {
  const line = asked().hears().says("Yes.").hears().says("Please stop recording.");
  expect(answers(line)).toEqual(["withdrawn"]);
  expect(line.said[0]).toBe(notRecordedNow);
  expect(line.state).toMatchObject({ recording: { is: "off" }, status: "talking" });
});

test("in writing, and where nobody turned it on, nothing is asked", () => {
  expect(new Line("chat", "ask").said).not.toContain(mayRecord);
  expect(verified("voice").state.recording).toBeUndefined();
});

test("the stricter end governs, and what is not known counts as strict", () => {
  const us = (region: string | null) => ({ country: "US", region });
  expect(recordingConsent(us("NY"), us("US-TX"))).toBe("announce");
  for (const theirs of [us("CA"), us(null), us("CT"), { country: "DE", region: null }]) {
    expect(recordingConsent(us("NY"), theirs)).toBe("ask");
    expect(recordingConsent(theirs, us("NY"))).toBe("ask");
  }
});

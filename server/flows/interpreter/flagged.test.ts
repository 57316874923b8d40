import { describe, expect, test } from "vitest";
import type { EventOf } from "@/server/flows/interpreter/events";
import { sentences } from "@/server/flows/interpreter/sentences";
import { Line, verified } from "@/server/flows/interpreter/testing/line";

const { en } = sentences;
const flagged = (line: Line, text: string, ...flags: NonNullable<EventOf<"heard">["flags"]>) =>
  line.tell({ type: "heard", turnId: line.state.listening?.turnId ?? "none", text, flags });

describe("an abusive person", () => {
  test("gets one calm sentence and what they said besides is heard; the second time a person takes it on", () => {
    const line = flagged(verified(), "You bastard, we will pay it soon", "abuse");
    expect(line.said[0]).toBe(en.stayCalm);
    expect(line.state).toMatchObject({ status: "talking", node: "when", hostile: 1 });
    flagged(line.hears(), "Get lost, bastard", "abuse");
    expect(line.said).toEqual([en.abused("Acme Freight")]);
    expect(line.kinds).toContain("abuse");
    expect(line.state).toMatchObject({ status: "ending", outcome: "abuse" });
  });
  test("a stop with it is a stop, however often they were abusive", () => {
    const line = flagged(
      flagged(verified(), "We will pay it soon, bastard", "abuse").hears(),
      "Stop calling me, bastard",
      "abuse",
    );
    expect(line.state).toMatchObject({ status: "ending", outcome: "stopped" });
    expect(line.kinds).toEqual(expect.arrayContaining(["abuse", "stop", "call_skill"]));
  });
});

describe("a threat", () => {
  test("ends it and is noted, from the first turn on", () => {
    for (const line of [new Line().hears(), verified()]) {
      flagged(line, "I will find you", "abuse", "threat");
      expect(line.said).toEqual([en.threatened]);
      expect(line.kinds).toContain("threat");
      expect(line.state).toMatchObject({ status: "ending", outcome: "threat" });
    }
  });
  test("a stop with it is a stop, and both are noted", () => {
    const line = flagged(verified(), "Stop calling me or I will find you", "threat");
    expect(line.kinds).toEqual(expect.arrayContaining(["threat", "stop", "call_skill"]));
    expect(line.state.outcome).toBe("stopped");
  });
  test.each([
    ["Talk to my lawyer, or I will find you", "attorney", verified],
    ["We filed for bankruptcy and I will find you", "bankruptcy", verified],
    ["Wrong number, and I will find you", "wrong_person", () => new Line().hears()],
  ])("what the law hears with it counts: %s", (text, what, begun) => {
    const line = flagged(begun(), text, "threat");
    expect(line.kinds).toEqual(expect.arrayContaining(["threat", what]));
    expect(line.state).toMatchObject({ status: "ending", outcome: what });
  });
});

describe("who speaks of harming themselves", () => {
  test("is asked for nothing more, whatever else was said", () => {
    const line = flagged(verified(), "I will pay on Friday and then end it all", "self_harm");
    expect(line.said).toEqual([en.hardship]);
    expect(line.kinds).toContain("hardship");
    expect(line.state).toMatchObject({ status: "ending", outcome: "hardship", slots: {} });
  });
  test("a stop with it is a stop, and a person is told of the distress", () => {
    const line = flagged(verified(), "Stop calling me, I cannot go on", "self_harm", "threat");
    expect(line.kinds).toEqual(expect.arrayContaining(["hardship", "stop"]));
  });
  test("is heard also in the answer to whether the call may be recorded, and in a wish not to be", () => {
    const asked = flagged(new Line("voice", "ask").hears(), "No, do not record me. I cannot go on.", "self_harm");
    const recorded = new Line("voice", "announce").hears();
    for (const line of [asked, flagged(recorded, "Stop recording me, I cannot go on.", "self_harm")]) {
      expect(line.state).toMatchObject({ status: "ending", outcome: "hardship" });
    }
    expect(recorded.state.recording).toEqual({ is: "off" });
  });
  test("is written down also after our goodbye, as a threat is, and nothing is said to it any more", () => {
    const line = verified().says("Stop calling me");
    const after = line.state.status;
    flagged(line, "I cannot go on", "self_harm", "threat");
    expect([after, line.state.status]).toEqual(["ending", "ending"]);
    expect(line.kinds).toEqual(expect.arrayContaining(["hardship", "threat"]));
    expect(line.said).toEqual([]);
  });
  test("is heard while something else is done", () => {
    const line = verified().says("Hm, that is difficult");
    expect(line.state.listening?.judging).toBeDefined();
    expect(flagged(line, "I cannot go on", "self_harm").state.outcome).toBe("hardship");
  });
});

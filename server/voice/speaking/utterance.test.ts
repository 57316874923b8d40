import { expect, test } from "vitest";
import { Utterance } from "@/server/voice/speaking/utterance";

const request = { kind: "speech", requestId: "r", sayId: "say_1", instructions: "", interruptible: true } as const;

test("of what was cut off those words count that were heard, up to the last whole one", () => {
  const utterance = new Utterance(request);
  utterance.said("a", "You owe five hundred dollars.", true);
  utterance.produced("a", 2_900);
  utterance.responseEnded(true);
  utterance.itemHeard("a", 1_000);
  expect(utterance.heard()).toEqual({ complete: false, heardText: "You owe" });
});

test("an answer of several items has the words of all of them", () => {
  const utterance = new Utterance(request);
  utterance.said("a", "One ", false);
  utterance.said("a", "moment.", false);
  utterance.said("b", "Thank", false);
  utterance.said("a", "One moment.", true);
  utterance.said("b", "Thank you.", true);
  for (const itemId of ["a", "b"]) utterance.produced(itemId, 1_000);
  utterance.responseEnded(true);
  expect(utterance.isOver).toBe(false);
  for (const itemId of ["a", "b"]) utterance.itemHeard(itemId, 1_000);
  expect(utterance.isOver).toBe(true);
  expect(utterance.heard()).toEqual({ complete: true, heardText: "One moment. Thank you." });
});

test("what nothing was heard of has no words", () => {
  const utterance = new Utterance(request);
  utterance.said("a", "Hello.", true);
  expect(utterance.heard()).toEqual({ complete: false, heardText: "" });
  utterance.produced("a", 500);
  utterance.restart();
  expect(utterance.hasAudio).toBe(false);
  expect(utterance.heard().heardText).toBe("");
});

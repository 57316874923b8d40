import fc from "fast-check";
import { expect, test } from "vitest";
import { Transcript } from "@/server/voice/call/transcript";

test("rows stand in the order they were spoken, however late their words come", () => {
  const transcript = new Transcript();
  transcript.place("a1", null, "agent");
  transcript.said("agent", "a1", "Hello.", true);
  transcript.place("p1", "a1", "person");
  transcript.place("a2", "p1", "agent");
  transcript.said("agent", "a2", "Thank you.", true);
  transcript.said("person", "p1", "I pai", false);
  transcript.said("person", "p1", "I paid.", true);
  expect(transcript.rows().map((row) => row.text)).toEqual(["Hello.", "I paid.", "Thank you."]);
});

test("of what was cut off only what was heard stands there, whatever the model meant to say", () => {
  const transcript = new Transcript();
  transcript.said("agent", "a1", "This is a long", false);
  transcript.cut("a1", "This is");
  transcript.said("agent", "a1", "This is a long sentence.", true);
  transcript.said("agent", "a2", "Never heard", false);
  transcript.cut("a2", "");
  expect(transcript.rows()).toEqual([{ itemId: "a1", speaker: "agent", text: "This is", wasCut: true, isFinal: true }]);
});

test("every item stands once, after the one it follows", () => {
  const shuffled = fc.integer({ min: 1, max: 20 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, at) => at),
      { minLength: count },
    ),
  );
  fc.assert(
    fc.property(shuffled, (wordsOrder) => {
      const transcript = new Transcript();
      for (let at = 0; at < wordsOrder.length; at += 1) {
        transcript.place(`i${at}`, at === 0 ? null : `i${at - 1}`, "person");
      }
      for (const at of wordsOrder) transcript.said("person", `i${at}`, String(at), true);
      expect(transcript.rows().map((row) => row.text)).toEqual(wordsOrder.map((_, at) => String(at)));
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { diffWords } from "@/server/graphs/diff-words";

test("a word that was replaced is shown beside what replaced it", () => {
  expect(diffWords("Please pay {{balance}} soon.", "Please pay {{overdue_balance}} today.")).toEqual([
    { kind: "same", text: "Please pay " },
    { kind: "removed", text: "{{balance}}" },
    { kind: "added", text: "{{overdue_balance}}" },
    { kind: "same", text: " " },
    { kind: "removed", text: "soon" },
    { kind: "added", text: "today" },
    { kind: "same", text: "." },
  ]);
});

test("a text compared with itself is one part, with nothing all of it, and neither is no part", () => {
  expect(diffWords("As it was", "As it was")).toEqual([{ kind: "same", text: "As it was" }]);
  expect(diffWords("", "नया पाठ")).toEqual([{ kind: "added", text: "नया पाठ" }]);
  expect(diffWords("", "")).toEqual([]);
});

test("nothing is lost and nothing invented: each side reads as it was written", () => {
  const texts = fc
    .array(fc.constantFrom("pay", "now", " ", "  ", "\n", ",", "{{balance}}", "ज़रूर", "é", "😀"), { maxLength: 30 })
    .map((words) => words.join(""));
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const parts = diffWords(before, after);
      const side = (hidden: string) =>
        parts
          .filter((part) => part.kind !== hidden)
          .map((part) => part.text)
          .join("");
      expect(side("added")).toBe(before);
      expect(side("removed")).toBe(after);
    }),
  );
});

test("two long texts without a word in common are told in a moment", () => {
  const long = (word: string) => Array.from({ length: 4_000 }, (_, at) => `${word}${at}`).join(" ");
  expect(diffWords(long("a"), long("b")).map((part) => part.kind)).toEqual(["removed", "added"]);
});

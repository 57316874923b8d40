import { expect, test } from "vitest";
import { holdsWords } from "@/components/contact-rules/holds-words";

test("every word is found, in any order and case, and nothing searched for finds all", () => {
  expect(holdsWords("DUELANE-HOURS House policy", "policy duelane")).toBe(true);
  expect(holdsWords("DUELANE-HOURS House policy", "policy law")).toBe(false);
  expect(holdsWords("DUELANE-HOURS", "  ")).toBe(true);
});

test("a letter of Hindi is found however the keyboard writes its dot", () => {
  const [whole, parts] = ["\u095b\u0930\u093f\u090f", "\u091c\u093c\u0930\u093f\u090f"];
  expect(whole).not.toBe(parts);
  for (const text of [whole, parts]) for (const search of [whole, parts]) expect(holdsWords(text, search)).toBe(true);
});

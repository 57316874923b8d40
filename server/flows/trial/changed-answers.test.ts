import { expect, test } from "vitest";
import { changedAnswers, turnsFallen } from "@/server/flows/trial/changed-answers";

const us = (text: string) => ({ by: "us" as const, text });
const them = (text: string | null) => ({ by: "them" as const, text });
const before = [
  us("Good morning."),
  us("Is this Dana?"),
  them("Yes."),
  us("How will you pay?"),
  them(null),
  us("Hello?"),
];

test("told again as it was, nothing differs", () => {
  expect(changedAnswers(before, before).size).toBe(0);
});

test("an answer is all that is said in one go; it is marked where it ends, with how it read before", () => {
  const after = [us("Good morning."), us("Am I speaking to Dana?"), them("Yes."), us("How will you pay?"), them(null)];
  expect([...changedAnswers(before, after)]).toEqual([
    [1, "Good morning. Is this Dana?"],
    [4, "Hello?"],
  ]);
});

test("what was never answered before is new, and no change; what was answered by nothing is one", () => {
  const silent = [us("Good morning."), them("Yes.")];
  expect(changedAnswers(silent, [...silent, us("Thank you."), them("Bye."), us("Bye.")])).toEqual(new Map([[2, ""]]));
});

test("told up to an earlier turn, what they said after it fell away; told further, nothing did", () => {
  expect(turnsFallen(before, before.slice(0, 2))).toBe(2);
  expect(turnsFallen(before, before.slice(0, 4))).toBe(1);
  expect(turnsFallen(before, [...before, them("Bye.")])).toBe(0);
});

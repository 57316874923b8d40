import { describe, expect, test } from "vitest";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";
import { ownSkillName, readAnswer, readerOf, skillParameters } from "@/server/flows/skills/own-skill";

const { parameters, results } = ownSkillInput("where_is_it");

test.each(["where_is_it", "abc", "___"])("%s may be a skill's name", (name) => {
  expect(ownSkillName.safeParse(name).success).toBe(true);
});

test.each(["ab", "a".repeat(41), "Where", "where1", "record_promise", "end", "__proto__", "constructor"])(
  "%s may not",
  (name) => {
    expect(ownSkillName.safeParse(name).success).toBe(false);
  },
);

describe("what a skill takes", () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`f${at}`, { type: "string" }]));

  test("is a JSON schema of an object with plain fields", () => {
    expect(skillParameters.parse(parameters)).toEqual(parameters);
  });

  test.each([
    ["more than ten fields", { properties: many }],
    ["a field inside a field", { properties: { debtor: { type: "object", properties: {} } } }],
    ["a list", { properties: { lines: { type: "array", items: { type: "string" } } } }],
    ["a choice without a choice", { properties: { depot: { type: "string", enum: [] } } }],
    ["a pattern, which we would not check", { properties: { a: { type: "string", pattern: "(a+)+$" } } }],
    ["a requirement of a field that is not there", { properties: {}, required: ["reference"] }],
    ["anything beyond its fields", { additionalProperties: true }],
    ["a field that every object has", { properties: { constructor: { type: "string" } } }],
  ])("is not %s", (_, wrong) => {
    expect(skillParameters.safeParse({ ...parameters, required: [], ...wrong }).success).toBe(false);
  });

  test("is what is asked of the arguments of a call", () => {
    const takes = (args: Record<string, unknown>) => readerOf(parameters).safeParse(args).success;
    const all = { reference: "L-1", unloaded: true, arrivesBy: "2026-03-05", depot: "Laredo", pallets: 2.5 };
    expect([takes(all), takes({ reference: "L-1" })]).toEqual([true, true]);
    for (const wrong of [{ reference: 1 }, { depot: "Paris" }, { arrivesBy: "tomorrow" }, { pallets: "2" }, { x: 1 }])
      expect(takes({ ...all, ...wrong })).toBe(false);
    expect(takes({ unloaded: true })).toBe(false);
  });
});

describe("what may be said of an answer", () => {
  const whole = { place: " Laredo,\n TX ", arrives: "2026-03-05", pallets: 3, held: false, customs: "the whole file" };

  test("is what was agreed on; the rest is forgotten", () => {
    const result = { place: "Laredo, TX", arrives: "2026-03-05", pallets: 3, held: false };
    expect(readAnswer(whole, results)).toEqual({ result });
  });

  test.each([
    ["place", { place: undefined }],
    ["place", { place: "  " }],
    ["arrives", { arrives: "soon" }],
    ["pallets", { pallets: "3" }],
    ["held", { held: "no" }],
  ])("is nothing where %s is missing or is not what it should be: %j", (missing, wrong) => {
    expect(readAnswer({ ...whole, ...wrong }, results)).toEqual({ missing });
  });

  test("is never longer than can be said", () => {
    const answer = readAnswer({ place: "x".repeat(10_000) }, { place: "string" });
    expect("result" in answer && String(answer.result.place).length).toBe(500);
  });

  test.each([null, undefined, "Laredo", 7, [], [{ place: "Laredo" }]])("of %j is nothing", (answer) => {
    expect(readAnswer(answer, results)).toEqual({ missing: "place" });
  });

  test("is nothing that every object has", () => {
    expect(readAnswer({}, { toString: "string" as const })).toEqual({ missing: "toString" });
  });
});

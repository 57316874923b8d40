import superjson from "superjson";
import { expect, test } from "vitest";
import { wireJson } from "@/server/api/wire-json";

const { deserialize } = wireJson.input;

test("dates and what is not set arrive as they were sent", () => {
  const input = { at: new Date("2026-03-02T15:00:00Z"), until: undefined, tags: ["a"] };
  expect(deserialize(superjson.serialize(input))).toEqual(input);
  expect(deserialize(superjson.serialize(undefined))).toBeUndefined();
});

test("a big integer is refused before its digits are read", () => {
  const digits = "9".repeat(4_000_000);
  for (const sent of [
    { json: { name: digits }, meta: { values: { name: ["bigint"] } } },
    { json: [digits], meta: { values: [["set", { 0: ["bigint"] }]] } },
  ]) {
    const started = performance.now();
    expect(() => deserialize(sent as never)).toThrow("No input is a big integer.");
    expect(performance.now() - started).toBeLessThan(200);
  }
});

import { expect, test } from "vitest";
import { storedJson } from "@/inngest/runner/queue/stored-json";

test("what jsonb refuses becomes the replacement character, everything else stays", () => {
  expect(storedJson({ a: "x\u0000y", b: ["\ud800", "😀"], c: "\\u0000" })).toBe(
    '{"a":"x\uFFFDy","b":["\uFFFD","😀"],"c":"\\\\u0000"}',
  );
  expect(storedJson(undefined)).toBe("null");
});

import { expect, test } from "vitest";
import { smsSegments } from "@/components/journey-builder/panel/sms-segments";

test.each([
  ["", 0, 0],
  ["a".repeat(160), 160, 1],
  ["a".repeat(161), 161, 2],
  ["€", 2, 1],
  ["नमस्ते", 6, 1],
  ["न".repeat(71), 71, 2],
])("%s takes its parts", (text, characters, segments) => {
  expect(smsSegments(text)).toEqual({ characters, segments });
});

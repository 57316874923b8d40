import { expect, test } from "vitest";
import { comparedFrom, comparedText } from "@/components/flow-builder/forms/compared-text";

test.each([
  ["500", 500],
  [" -2.5 ", -2.5],
  ["true", true],
  ["false", false],
  ["company", "company"],
  ["12 July", "12 July"],
  ["", ""],
])("%j is compared as %j", (text, value) => {
  expect(comparedFrom(text)).toBe(value);
  expect(comparedFrom(comparedText(value))).toBe(value);
});

import { expect, test } from "vitest";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";

test.each([
  ["1200", 2, 120000],
  ["1,200.50", 2, 120050],
  ["12,5", 2, 1250],
  ["1 200", 0, 1200],
  ["0", 2, 0],
])("%s at %i decimals is %i minor units", (text, exponent, minor) => {
  expect(minorFromText(text, exponent)).toBe(minor);
});

test.each([
  ["", 2],
  ["-5", 2],
  ["1.234", 2],
  ["1.5", 0],
  ["12a", 2],
])("%s at %i decimals is no amount", (text, exponent) => {
  expect(minorFromText(text, exponent)).toBeUndefined();
});

import { expect, test } from "vitest";
import { rangeOf } from "@/app/sound-file";

test.each([
  ["bytes=0-", { from: 0, to: 100 }],
  ["bytes=10-19", { from: 10, to: 20 }],
  ["bytes=90-500", { from: 90, to: 100 }],
  ["bytes=-5", { from: 95, to: 100 }],
  ["bytes=10-19,30-39", { from: 10, to: 20 }],
  ["bytes=100-", null],
  ["bytes=20-10", null],
  ["bytes=-", null],
  ["lines=1-2", null],
])("of a hundred bytes %s is %o", (asked, range) => {
  expect(rangeOf(asked, 100)).toEqual(range);
});

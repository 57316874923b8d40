import { expect, test } from "vitest";
import { openingHours } from "@/server/numbers/contract";
import { isOpen } from "@/server/numbers/opening-hours";

const hours = openingHours.parse({ mon: { from: "09:00", to: "17:30" } });
const chicago = "America/Chicago";

test.each([
  ["2026-03-16T13:59:59Z", false],
  ["2026-03-16T14:00:00Z", true],
  ["2026-03-16T22:29:59Z", true],
  ["2026-03-16T22:30:00Z", false],
  ["2026-03-17T15:00:00Z", false],
])("on the workspace's own clock, to the minute: %s is open: %s", (at, open) => {
  expect(isOpen(hours, chicago, new Date(at))).toBe(open);
});

test("without hours it always answers, and with none left on any day never", () => {
  const at = new Date("2026-03-15T03:00:00Z");
  expect([isOpen(null, chicago, at), isOpen({}, chicago, at)]).toEqual([true, false]);
});

test("it closes later than it opens", () => {
  expect(openingHours.safeParse({ mon: { from: "17:00", to: "09:00" } }).success).toBe(false);
});

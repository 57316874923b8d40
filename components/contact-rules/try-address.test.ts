import { expect, test } from "vitest";
import { tryAddress } from "@/components/contact-rules/try-address";

test("the live test is asked about the time on the debtor's own clock", () => {
  const at = new Date("2026-03-02T15:12:00Z");
  expect(tryAddress("acme", { debtorId: "deb_1", channel: "sms", at, zone: "America/Chicago" })).toBe(
    "/acme/policy/house?debtor=deb_1&channel=sms&at=2026-03-02T09%3A12",
  );
});

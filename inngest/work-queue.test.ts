import { describe, expect, test } from "vitest";
import { checkedEvent } from "@/inngest/events";

describe("announcements", () => {
  test("of an event the catalogue does not know are refused", () => {
    expect(() => checkedEvent("made/up", {})).toThrow(/not an event/);
  });

  test("whose data is not what the catalogue says are refused", () => {
    expect(() => checkedEvent("campaign/launched", { tenantId: "not an id" })).toThrow();
  });

  test("carry what the catalogue knows and nothing else", () => {
    const tenantId = "01920000-0000-7000-8000-000000000000";
    expect(checkedEvent("campaign/launched", { tenantId, campaignId: tenantId, email: "a@b.c" })).toEqual({
      tenantId,
      campaignId: tenantId,
    });
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { TouchStatus } from "@/server/touches/contract";
import { type DeliveryStatus, statusAfter } from "@/server/touches/deciding/delivery-state";

const reports = fc.array(fc.constantFrom<DeliveryStatus[]>("sent", "delivered", "bounced", "failed", "complained"));

test("delivery reports in any order, any number of times, end the same", () => {
  const end = (all: readonly DeliveryStatus[]) => all.reduce<TouchStatus>(statusAfter, "sending");
  fc.assert(
    fc.property(reports, fc.array(fc.nat()), (all, seeds) => {
      const shuffled = [...all, ...all].sort((a, b) => (seeds[a.length] ?? 0) - (seeds[b.length] ?? 0)).reverse();
      expect(end(shuffled)).toBe(end(all));
    }),
  );
});

test("what never left stays as it is, whatever a vendor says", () => {
  expect(statusAfter("cancelled", "bounced")).toBe("cancelled");
  expect(statusAfter("refused", "delivered")).toBe("refused");
});

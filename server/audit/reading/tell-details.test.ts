import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogThing } from "@/server/audit/contract";
import { idsIn, tellDetails } from "@/server/audit/reading/tell-details";

const id = "0198a000-0000-7000-8000-000000000001";
const thing = (uuid: string, name: string): LogThing => ({
  kind: name,
  id: uuid,
  label: null,
  debtorId: null,
  campaignId: null,
});

test("amounts are money in the entry's currency, ids are things, and the currency is not said twice", () => {
  const details = {
    currency: "USD",
    amountMinor: 125_000,
    returnedMinor: 5,
    versionId: id,
    dueOn: "2026-03-02",
    method: "card",
  };
  expect(tellDetails(details, thing)).toEqual([
    { name: "amount", type: "money", amountMinor: 125_000, currency: "USD" },
    { name: "returned", type: "money", amountMinor: 5, currency: "USD" },
    { name: "versionId", type: "thing", value: thing(id, "versionId") },
    { name: "dueOn", type: "day", value: "2026-03-02" },
    { name: "method", type: "word", value: "card" },
  ]);
  expect(tellDetails({ currency: "USD" }, thing)).toEqual([{ name: "currency", type: "word", value: "USD" }]);
  expect(idsIn({ a: [id], b: { c: id }, d: "no id" })).toEqual([id, id]);
});

test("whatever JSON stands in an entry, something can be shown of it and no object is printed as one", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const detail of tellDetails(value, thing)) {
        if (detail.type === "word") expect(detail.value).not.toContain("[object");
      }
    }),
  );
});

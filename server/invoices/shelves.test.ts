import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOfBeginning, numberKey } from "@/server/imports/parsing/values/invoice-number";
import { shelvesMeant } from "@/server/invoices/shelves";

const shelves = ["open EUR 2025-4", "open USD 2025-4", "open! USD 2026-1", "paid USD 2026-1", "void USD 2026-2"];

test("a filter means the shelves that may hold what it asks for, and no others", () => {
  expect(shelvesMeant(shelves, {})).toEqual(shelves);
  expect(shelvesMeant(shelves, { status: "open" })).toEqual(shelves.slice(0, 3));
  expect(shelvesMeant(shelves, { status: "overdue", currency: "USD" })).toEqual(shelves.slice(1, 3));
  expect(shelvesMeant(shelves, { status: "disputed" })).toEqual(["open! USD 2026-1"]);
  expect(shelvesMeant(shelves, { status: "closed" })).toEqual(["void USD 2026-2"]);
  expect(shelvesMeant(shelves, { dueFrom: "2026-03-31" })).toEqual(shelves.slice(2));
  expect(shelvesMeant(shelves, { dueTo: "2025-12-31" })).toEqual(shelves.slice(0, 2));
  expect(shelvesMeant(shelves, { dueFrom: "2025-10-01", dueTo: "2025-10-01", currency: "EUR" })).toEqual([shelves[0]]);
});

test("a number's key begins with the key of whatever the number begins with", () => {
  const part = fc.constantFrom("0", "00", "7", "42", "A", "inv", "-", "/", " ", ".");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.array(part, { maxLength: 8 }), (beginning, rest) => {
      const number = [...beginning, ...rest].join("");
      expect(numberKey(number).startsWith(keyOfBeginning(beginning.join("")))).toBe(true);
    }),
  );
});

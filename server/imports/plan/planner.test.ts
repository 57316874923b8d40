import fc from "fast-check";
import { expect, test } from "vitest";
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import type { Cell } from "@/server/imports/parsing/cell";
import type { ReadingRules } from "@/server/imports/parsing/cell-reader";
import type { ImportField, Mapping } from "@/server/imports/parsing/columns/fields";
import type { ReadRow } from "@/server/imports/parsing/import-row";
import { rowReader } from "@/server/imports/parsing/read-row";
import { emptyKnown } from "@/server/imports/plan/known";
import type { Plan } from "@/server/imports/plan/plan";
import { planner } from "@/server/imports/plan/planner";
import { propertyRuns } from "@/server/testing/property-runs";

const now = new Date("2026-03-02T15:00:00Z");
const fields: ImportField[] = [
  "debtor_id",
  "debtor_name",
  "city",
  "contact_name",
  "job_title",
  "email",
  "mobile",
  "numbers_verified_on",
  "sms_consent",
  "sms_opt_out",
  "invoice_number",
  "issued_on",
  "due_on",
  "amount",
];
const mapping: Mapping = Object.fromEntries(fields.map((field, index) => [field, index]));
const options = {
  countryCodes: {},
  mode: "good_rows",
  nearDuplicates: "import",
  country: "US",
  currency: "USD",
} as const;
const rules: ReadingRules = { columns: [], mapping, options, orders: {}, marks: {}, numericCountries: false };

/** Few values a field, so that what is said of a debtor agrees and contradicts. */
const party = fc.tuple(
  fc.constantFrom("C1", "C2", ""),
  fc.constantFrom("Acme", "Acme", "Bolt"),
  fc.constantFrom("Austin", ""),
  fc.constantFrom("Pat", "Kim", ""),
  fc.constantFrom("Clerk", ""),
  fc.constantFrom("a@acme.example", "b@acme.example", "a@acme.example", "", "", "broken"),
  fc.constantFrom<Cell>("+15125550100", "+15125550100", 15125550101, "15125550101", ""),
  fc.constantFrom<Cell>("2026-02-01", { day: "2026-02-01" }, ""),
  fc.constantFrom("yes", "no", ""),
  fc.constantFrom("yes", ""),
);
const invoice = fc.tuple(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 900 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom("1", "01", "") },
  ),
  fc.constant("2026-01-05"),
  fc.constant("2026-02-04"),
  fc.constantFrom("10.00", "20.00"),
);
/** Rows about few parties, which come back again and again. */
const file = fc
  .array(party, { minLength: 2, maxLength: 5 })
  .chain((parties) => fc.array(fc.tuple(fc.constantFrom(...parties), invoice), { minLength: 8, maxLength: 40 }));

function plannedFrom(rows: readonly ReadRow[]): Plan {
  const chance = seededChance("plan", standingClock(now));
  const context = {
    importId: "import",
    options,
    asOf: null,
    today: "2026-03-02",
    now,
    language: "en",
    id: () => chance.id(),
    at: (day: string, time = "12:00") => new Date(`${day}T${time}:00Z`),
  };
  return planner(context, emptyKnown()).plan(rows, new Map());
}

/** A number that was verified twice on a day was verified once. */
const verifiedOnce = (plan: Plan) => ({
  ...plan,
  verified: [
    ...new Set(plan.verified.map(({ debtorId, address, at }) => `${debtorId} ${address} ${at.toISOString()}`)),
  ],
});

test("what a file says of its debtors is decided alike, remembered or read again", () => {
  fc.assert(
    fc.property(file, (cells) => {
      const rows = cells.map((each, index) => ({ line: index + 2, cells: each.flat() }));
      const remembering = rowReader(rules, "2026-03-02");
      const remembered = rows.map((each) => remembering(each));
      const readAgain = rows.map((each) => rowReader(rules, "2026-03-02")(each));
      expect(remembered).toEqual(readAgain);
      expect(verifiedOnce(plannedFrom(remembered))).toEqual(verifiedOnce(plannedFrom(readAgain)));
    }),
    { numRuns: propertyRuns(300) },
  );
});

test("rows that name the same party share what was read of it, and a number is no text of the same digits", () => {
  const read = rowReader(rules, "2026-03-02");
  const cellsOf = (id: Cell) =>
    fields.map((field): Cell => (field === "debtor_id" ? id : field === "debtor_name" ? "Acme" : ""));
  const partyOf = (id: Cell, line: number) => {
    const found = read({ line, cells: cellsOf(id) });
    return "row" in found ? found.row.party : undefined;
  };
  const text = partyOf("12", 2);
  expect(partyOf("12", 3)).toBe(text);
  expect(partyOf(12, 4)).not.toBe(text);
});

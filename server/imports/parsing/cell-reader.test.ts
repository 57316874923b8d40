import { describe, expect, test } from "vitest";
import type { Cell } from "@/server/imports/parsing/cell";
import { CellReader, type ReadingRules } from "@/server/imports/parsing/cell-reader";
import { AMOUNT_MINOR_MAX } from "@/server/money";

const rules: ReadingRules = {
  columns: [],
  mapping: { amount: 0 },
  options: { countryCodes: {}, mode: "good_rows", nearDuplicates: "import" },
  orders: {},
  marks: { amount: "." },
  numericCountries: false,
};

function amountOf(cell: Cell) {
  const reader = new CellReader(rules, { line: 2, cells: [cell] });
  return { minor: reader.amount("amount", "USD"), problems: reader.problems.map((problem) => problem.code) };
}

describe("an amount", () => {
  test.each([["100,000,000,000.00"], [100_000_000_000], ["-100000000000"]])(
    "of up to the most is taken: %s",
    (cell) => {
      expect(amountOf(cell)).toEqual({ minor: Math.sign(parseFloat(String(cell))) * AMOUNT_MINOR_MAX, problems: [] });
    },
  );

  test.each([
    ["100,000,000,000.01"],
    [100_000_000_000.01],
    ["90071992547409.93"],
    [1e300],
    ["-99999999999999999999"],
    ["9".repeat(400)],
  ])("that is larger is refused as too large, never rounded: %s", (cell) => {
    expect(amountOf(cell)).toEqual({ minor: undefined, problems: ["AMOUNT_TOO_LARGE"] });
  });

  test("with more decimals than its currency is refused as too precise", () => {
    expect(amountOf("1.005")).toEqual({ minor: undefined, problems: ["AMOUNT_TOO_PRECISE"] });
  });
});

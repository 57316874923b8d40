import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvLine } from "@/server/csv";

describe("CSV", () => {
  test.each(["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")'])(
    "a cell that begins like a formula (%j) is text in a spreadsheet",
    (value) => {
      const [[cell]] = parse(csvLine([value])) as [[string]];
      expect(cell).toBe(`'${value}`);
    },
  );

  test("amounts, negative ones too, stay numbers", () => {
    expect(csvCell("-12.50")).toBe("-12.50");
    expect(csvCell(0)).toBe("0");
  });

  test("whatever is written is read again, no cell begins a formula and none breaks out of its row", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 6 }), (cells) => {
        const rows = parse(csvLine(cells), { relax_column_count: false }) as string[][];
        expect(rows).toHaveLength(1);
        const read = rows[0] ?? [];
        expect(read.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
        for (const cell of read) expect(/^[=+@\t\r]/.test(cell)).toBe(false);
      }),
    );
  });
});

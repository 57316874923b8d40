import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { csvCell, csvLine } from "@/server/csv";

/** All but what follows the last line's end. */
const read = (text: string) => Papa.parse<string[]>(text, { delimiter: ",", newline: "\r\n" }).data.slice(0, -1);

describe("CSV", () => {
  test.each(["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")', "＝1+1", "＠SUM(A1)"])(
    "a cell that begins like a formula (%j) is text in a spreadsheet",
    (value) => {
      expect(read(csvLine([value]))[0]?.[0]).toBe(`'${value}`);
    },
  );

  test("amounts, negative ones too, stay numbers", () => {
    expect(csvCell("-12.50")).toBe("-12.50");
    expect(csvCell(0)).toBe("0");
  });

  test("whatever is written is read again, no cell begins a formula and none breaks out of its row", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 6 }), (cells) => {
        const rows = read(csvLine(cells));
        expect(rows).toHaveLength(1);
        const row = rows[0] ?? [];
        expect(row.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
        for (const cell of row) expect(/^[=+@\t\r]/.test(cell)).toBe(false);
      }),
    );
  });
});

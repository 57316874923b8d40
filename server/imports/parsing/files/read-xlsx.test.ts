import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import type { Row } from "@/server/imports/parsing/cell";
import { fileKind } from "@/server/imports/parsing/files/file-kind";
import { readXlsx } from "@/server/imports/parsing/files/read-xlsx";

async function rowsOf(file: Buffer): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of readXlsx(file)) rows.push(...batch);
  return rows;
}

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet("Invoices"), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe("a workbook", () => {
  test("gives real dates and numbers as what they are, and leading zeros as shown", async () => {
    const file = await workbook((sheet) => {
      sheet.addRow(["Invoice", "Date", "Amount", "Note", "Paid"]);
      const row = sheet.addRow([611365, new Date(Date.UTC(2013, 0, 26)), 51.6, "Müller & Söhne 📦", true]);
      row.getCell(1).numFmt = "0000000000";
      row.getCell(2).numFmt = "dd.mm.yyyy";
      sheet.addRow([]);
      const late = sheet.addRow(["A-7", new Date(Date.UTC(2013, 1, 1)), { formula: "C2*2", result: 103.2 }]);
      late.getCell(2).numFmt = "[$-407]d. mmmm yyyy;@";
      late.getCell(3).numFmt = '#,##0.00 "days"';
    });
    expect(fileKind(file)).toBe("xlsx");
    expect(await rowsOf(file)).toEqual([
      { line: 1, cells: ["Invoice", "Date", "Amount", "Note", "Paid"] },
      { line: 2, cells: ["0000611365", { day: "2013-01-26" }, 51.6, "Müller & Söhne 📦", "true"] },
      { line: 4, cells: ["A-7", { day: "2013-02-01" }, 103.2] },
    ]);
  });

  test("is read on its first visible sheet, rich text and gaps included", async () => {
    const file = await workbook((sheet, book) => {
      sheet.state = "hidden";
      sheet.addRow(["secret"]);
      const shown = book.addWorksheet("Shown");
      shown.getCell("A1").value = { richText: [{ text: "Invo" }, { text: "ice", font: { bold: true } }] };
      shown.getCell("C1").value = "Amount";
    });
    expect(await rowsOf(file)).toEqual([{ line: 1, cells: ["Invoice", "", "Amount"] }]);
  });

  test("of many rows keeps every text", async () => {
    const file = await workbook((sheet) => {
      for (let row = 1; row <= 5000; row += 1) sheet.addRow([`Ümläut ${row}`, row]);
    });
    const rows = await rowsOf(file);
    expect(rows).toHaveLength(5000);
    expect(rows.every((row, index) => row.cells[0] === `Ümläut ${index + 1}`)).toBe(true);
  });
});

describe("a file is judged by its content", () => {
  const problem = async (file: Buffer) =>
    rowsOf(file).then(
      () => "read",
      (error: { problem?: string }) => error.problem,
    );

  test("a zip that is no workbook, and a damaged one", async () => {
    expect(await problem(zip([{ name: "readme.txt", data: Buffer.from("hello") }]))).toBe("NOT_A_TABLE");
    const good = await workbook((sheet) => void sheet.addRow(["a", "b"]));
    expect(await problem(good.subarray(0, good.length - 100))).toBe("XLSX_BROKEN");
  });

  test("a zip that would unfold into gigabytes is refused before it does", async () => {
    const bomb = zip([{ name: "xl/worksheets/sheet1.xml", data: Buffer.alloc(100), declaredBytes: 4_000_000_000 }]);
    expect(await problem(bomb)).toBe("XLSX_TOO_LARGE");
  });

  test("a zip that lies about its size is stopped where the lie shows", async () => {
    const part = (name: string, text: string) => ({ name, data: Buffer.from(text) });
    const file = zip([
      part("[Content_Types].xml", "<Types/>"),
      part("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>'),
      part(
        "xl/_rels/workbook.xml.rels",
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      { name: "xl/worksheets/sheet1.xml", data: Buffer.alloc(50_000_000, 0x20), declaredBytes: 1000 },
    ]);
    expect(await problem(file)).toBe("XLSX_BROKEN");
  });

  test.each([
    ["", "EMPTY"],
    ["%PDF-1.7 …", "NOT_A_TABLE"],
    ["<html><table><tr><td>1</td></tr></table></html>", "NOT_A_TABLE"],
    ["\u00d0\u00cf\u0011\u00e0\u00a1\u00b1", "OLD_EXCEL"],
    ["\u007fELF\u0002\u0001\u0001\u0000\u0000\u0003", "NOT_A_TABLE"],
  ])("%j", (text, expected) => {
    expect(() => fileKind(Buffer.from(text, "latin1"))).toThrow(expected);
  });
});

type ZipPart = { name: string; data: Buffer; declaredBytes?: number };

/** A zip made by hand, so that it can lie. */
function zip(parts: ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredBytes = data.length } of parts) {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(declaredBytes, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(declaredBytes, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    const body = Buffer.concat([local, Buffer.from(name), packed]);
    bodies.push(body);
    directory.push(central, Buffer.from(name));
    offset += body.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, index, end]);
}

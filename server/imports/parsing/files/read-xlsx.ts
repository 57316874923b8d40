// The first visible sheet of an XLSX workbook as rows: real dates and numbers stay what they are, numbers shown
// with leading zeros become that text. Pure.
import type { Cell, Row } from "@/server/imports/parsing/cell";
import { UnreadableFile } from "@/server/imports/parsing/files/file-kind";
import { openXlsx, parseWhole, parseXml, type XlsxPackage } from "@/server/imports/parsing/files/xlsx-package";

const batchSize = 1000;
const columnsMax = 500;

type Workbook = { sheets: { name: string; part: string }[]; from1904: boolean };
type Style = { date: boolean; zeros: number };

/** Rows in batches; `line` is the row's number in the sheet. */
export async function* readXlsx(file: Buffer): AsyncGenerator<Row[]> {
  const xlsx = await openXlsx(file);
  if (!xlsx.has("[Content_Types].xml") || !xlsx.has("xl/workbook.xml")) throw new UnreadableFile("NOT_A_TABLE");
  const workbook = await readWorkbook(xlsx);
  const sheet = workbook.sheets[0];
  if (!sheet) throw new UnreadableFile("NO_ROWS");
  const strings = await readSharedStrings(xlsx);
  const styles = await readStyles(xlsx);
  yield* readSheet(xlsx, sheet.part, strings, styles, workbook.from1904);
}

async function readWorkbook(xlsx: XlsxPackage): Promise<Workbook> {
  const found: { name: string; relation: string }[] = [];
  let from1904 = false;
  await parseWhole(await xlsx.open("xl/workbook.xml"), {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = attributes.date1904 === "1" || attributes.date1904 === "true";
      if (name !== "sheet" || attributes.state === "hidden" || attributes.state === "veryHidden") return;
      found.push({ name: attributes.name ?? "", relation: attributes["r:id"] ?? attributes.id ?? "" });
    },
  });
  const targets = new Map<string, string>();
  await parseWhole(await xlsx.open("xl/_rels/workbook.xml.rels"), {
    open(name, attributes) {
      if (name !== "Relationship" || !attributes.Id || !attributes.Target) return;
      targets.set(attributes.Id, attributes.Target);
    },
  });
  const sheets = found.flatMap(({ name, relation }) => {
    const target = targets.get(relation);
    if (!target) return [];
    const part = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
    return xlsx.has(part) ? [{ name, part }] : [];
  });
  return { sheets, from1904 };
}

async function readSharedStrings(xlsx: XlsxPackage): Promise<string[]> {
  const strings: string[] = [];
  if (!xlsx.has("xl/sharedStrings.xml")) return strings;
  let current = "";
  let inText = false;
  let phonetic = false;
  await parseWhole(await xlsx.open("xl/sharedStrings.xml"), {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === "si") strings.push(current);
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
  });
  return strings;
}

async function readStyles(xlsx: XlsxPackage): Promise<Style[]> {
  const formats = new Map<number, string>();
  const styles: Style[] = [];
  if (!xlsx.has("xl/styles.xml")) return styles;
  let inCells = false;
  await parseWhole(await xlsx.open("xl/styles.xml"), {
    open(name, attributes) {
      if (name === "numFmt") formats.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        const code = formats.get(id) ?? "";
        styles.push({ date: isDateFormat(id, code), zeros: /^0+$/.test(code) ? code.length : 0 });
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

/** Built-in date formats by their id, others by the letters left when quoted text, colours and escapes are gone. */
function isDateFormat(id: number, code: string): boolean {
  if (code === "") return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const plain = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";")[0] ?? "";
  return /[yd]/i.test(plain);
}

async function* readSheet(
  xlsx: XlsxPackage,
  part: string,
  strings: string[],
  styles: Style[],
  from1904: boolean,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let row: Row | undefined;
  let lastLine = 0;
  let column = 0;
  let type = "n";
  let style: Style | undefined;
  let value = "";
  let inValue = false;
  const stream = await xlsx.open(part);
  const parsing = parseXml(stream, {
    open(name, attributes) {
      if (name === "row") {
        lastLine = attributes.r ? Number(attributes.r) : lastLine + 1;
        row = { line: lastLine, cells: [] };
        column = 0;
      } else if (name === "c") {
        column = attributes.r ? columnIndex(attributes.r) : column;
        if (column >= columnsMax) throw new UnreadableFile("TOO_MANY_COLUMNS");
        type = attributes.t ?? "n";
        style = styles[Number(attributes.s ?? 0)];
        value = "";
      } else if (name === "v" || name === "t") inValue = true;
    },
    text(text) {
      if (inValue) value += text;
    },
    close(name) {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "c" && row) {
        while (row.cells.length < column) row.cells.push("");
        row.cells[column] = cellOf(type, value, style, strings, from1904);
        column += 1;
      } else if (name === "row" && row) {
        batch.push(row);
        row = undefined;
      }
    },
  });
  for await (const _ of parsing) {
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    index = index * 26 + value;
  }
  return Math.max(0, index - 1);
}

function cellOf(type: string, value: string, style: Style | undefined, strings: string[], from1904: boolean): Cell {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "str" || type === "inlineStr") return value;
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "e" || value === "") return "";
  if (type === "d") return { day: value.slice(0, 10) };
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (style?.date) return { day: serialToDay(number, from1904) };
  if (style && style.zeros > 0 && Number.isInteger(number)) return String(number).padStart(style.zeros, "0");
  return number;
}

function serialToDay(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

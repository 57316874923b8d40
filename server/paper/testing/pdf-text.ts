// For tests: the text of a PDF as a reader that searches or copies gets it, line by line: what a marked passage says of
// itself, else the characters that the fonts' maps give for their glyphs.
import { inflateSync } from "node:zlib";

export function pdfText(pdf: Buffer): string[] {
  const objects = readObjects(pdf);
  const maps = new Map<string, Map<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = "", id = ""] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = objects.get(id)?.head.match(/\/ToUnicode (\d+) 0 R/)?.[1];
      const map = objects.get(unicode ?? "")?.stream;
      if (map) maps.set(name, readMap(map));
    }
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.flatMap(({ head }) => {
    const content = objects.get(head.match(/\/Contents (\d+) 0 R/)?.[1] ?? "")?.stream ?? "";
    return linesOf(content, maps);
  });
}

type PdfObject = { head: string; stream: string | undefined };

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString("latin1");
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = "", body = ""] = match;
    const begin = body.indexOf("stream\n");
    const head = begin === -1 ? body : body.slice(0, begin);
    if (begin === -1) {
      objects.set(id, { head, stream: undefined });
      continue;
    }
    const bytes = Buffer.from(body.slice(begin + 7, body.lastIndexOf("\nendstream")), "latin1");
    const isText = !head.includes("/Length1") && !head.includes("/CIDFontType0C");
    const stream =
      head.includes("/FlateDecode") && isText ? inflateSync(bytes).toString("latin1") : bytes.toString("latin1");
    objects.set(id, { head, stream });
  }
  return objects;
}

function readMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from = "", , list = ""] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    for (const [nth, each] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(from, 16) + nth).toString(16).padStart(4, "0");
      map.set(glyph, utf16(each[1] ?? ""));
    }
  }
  return map;
}

const utf16 = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le");

function linesOf(content: string, maps: Map<string, Map<string, string>>): string[] {
  const lines: string[] = [];
  let actual: string | undefined;
  let font = "";
  for (const token of content.matchAll(
    /\/ActualText (\((?:[^()\\]|\\[\s\S])*\)|<[0-9a-f]*>)|EMC|\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[^\]])*)\] TJ/gi,
  )) {
    const [all, said, name, shown] = token;
    if (said) {
      actual = actualText(said);
      lines.push(actual);
    } else if (all === "EMC") actual = undefined;
    else if (name) font = name;
    else if (shown !== undefined && actual === undefined) {
      const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
      lines.push(glyphs.map((glyph) => maps.get(font)?.get(glyph) ?? "").join(""));
    }
  }
  return lines;
}

function actualText(literal: string): string {
  const bytes = literal.startsWith("<")
    ? Buffer.from(literal.slice(1, -1), "hex")
    : Buffer.from(
        literal
          .slice(1, -1)
          .replace(
            /\\([nrtbf()\\])/g,
            (_, each: string) => ({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" })[each] ?? each,
          ),
        "latin1",
      );
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff;
  return isWide ? Buffer.from(bytes.subarray(2)).swap16().toString("utf16le") : bytes.toString("latin1");
}

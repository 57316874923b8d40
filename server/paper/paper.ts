// Pages of A4 with lines of text on them, written as they fill. Lines are broken here, so that each can carry its own
// characters beside its glyphs: a reader that copies or searches Hindi finds it as it was typed.
import { join } from "node:path";
import PDFDocument from "pdfkit";

const MARGIN = 48;
const FOOT = 34;
const KNOWN_MAX = 20_000;
const needsCharacters = /[\u0900-\u097F]/;

export type Style = {
  size?: number;
  bold?: boolean;
  indent?: number;
  colour?: "ink" | "quiet" | "alarm";
  gap?: number;
};

const colours = { ink: "#111827", quiet: "#4b5563", alarm: "#991b1b" } as const;
const leading = 1.42;

/** Noto Sans (SIL Open Font License), cut down to Latin and Devanagari; see `fonts/OFL.txt`. */
const fonts = { plain: "NotoSans-Regular.ttf", bold: "NotoSans-Bold.ttf" } as const;
const folder = () => join(/* turbopackIgnore: true */ process.cwd(), "server", "paper", "fonts");

export class Paper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly widths = new Map<string, number>();
  private y = MARGIN;
  private page = 1;

  constructor(private readonly of: { title: string; madeAt: Date; language: string; foot: (page: number) => string }) {
    const plain = join(folder(), fonts.plain);
    this.doc = new PDFDocument({
      size: "A4",
      margin: 0,
      lang: of.language,
      font: plain,
      info: { Title: of.title, CreationDate: of.madeAt },
    });
    this.doc.registerFont("plain", plain);
    this.doc.registerFont("bold", join(folder(), fonts.bold));
    this.foot();
  }

  /** A line, or as many as it takes; a line break in the text begins another. */
  text(words: string, style: Style = {}): void {
    const { size = 9, bold = false, indent = 0, colour = "ink", gap = 0 } = style;
    this.y += gap;
    this.doc.font(bold ? "bold" : "plain").fontSize(size);
    for (const paragraph of this.legible(words).split(/\r?\n/)) {
      for (const line of this.broken(paragraph, this.width - indent, `${bold}${size}`)) {
        this.room(size * leading);
        this.doc
          .font(bold ? "bold" : "plain")
          .fontSize(size)
          .fillColor(colours[colour]);
        this.draw(line, MARGIN + indent, this.y);
        this.y += size * leading;
      }
    }
  }

  /** A thin line across; what follows keeps `room` points together with it. */
  divide(room = 0): void {
    this.room(room + 14);
    this.y += 8;
    this.doc
      .moveTo(MARGIN, this.y)
      .lineTo(MARGIN + this.width, this.y)
      .lineWidth(0.5)
      .strokeColor("#d1d5db")
      .stroke();
    this.y += 6;
  }

  /** What is written by now. */
  *written(): Generator<Uint8Array> {
    for (let chunk = this.doc.read() as Buffer | null; chunk; chunk = this.doc.read() as Buffer | null) yield chunk;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    this.doc.end();
    for await (const chunk of this.doc) yield chunk as Buffer;
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  private room(height: number): void {
    if (this.y + height <= this.doc.page.height - MARGIN - FOOT / 2) return;
    this.doc.addPage();
    this.page += 1;
    this.y = MARGIN;
    this.foot();
  }

  private foot(): void {
    this.doc.font("plain").fontSize(7).fillColor(colours.quiet);
    this.draw(this.legible(this.of.foot(this.page)), MARGIN, this.doc.page.height - FOOT);
  }

  private draw(line: string, x: number, y: number): void {
    const marked = needsCharacters.test(line);
    if (marked) this.doc.markContent("Span", { actual: line });
    this.doc.text(line, x, y, { lineBreak: false });
    if (marked) this.doc.endMarkedContent();
  }

  private broken(paragraph: string, width: number, font: string): string[] {
    const lines: string[] = [];
    let line = "";
    let taken = 0;
    const space = this.widthOf(" ", font);
    for (const word of paragraph.split(" ").flatMap((each) => this.pieces(each, width, font))) {
      const needed = this.widthOf(word, font);
      if (line !== "" && taken + space + needed > width) {
        lines.push(line);
        [line, taken] = [word, needed];
      } else {
        taken += (line === "" ? 0 : space) + needed;
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    return [...lines, line];
  }

  /** A word that is wider than the page is cut. */
  private pieces(word: string, width: number, font: string): string[] {
    if (this.widthOf(word, font) <= width) return [word];
    const half = Math.ceil(word.length / 2);
    return word.length < 2
      ? [word]
      : [...this.pieces(word.slice(0, half), width, font), ...this.pieces(word.slice(half), width, font)];
  }

  private widthOf(word: string, font: string): number {
    const key = `${font} ${word}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = this.doc.widthOfString(word);
      if (this.widths.size > KNOWN_MAX) this.widths.clear();
      this.widths.set(key, width);
    }
    return width;
  }

  /** A character that the fonts do not have is named: an empty box would say that nothing was there. */
  private legible(text: string): string {
    let clean = "";
    for (const character of text.replaceAll("\t", " ")) {
      const code = character.codePointAt(0) ?? 0;
      clean += code === 10 || code === 13 || isDrawn(code) ? character : `[U+${code.toString(16).toUpperCase()}]`;
    }
    return clean;
  }
}

/** The ranges that the fonts were cut down to. */
const drawn = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x304],
  [0x308, 0x308],
  [0x327, 0x327],
  [0x900, 0x97f],
  [0x1e00, 0x1eff],
  [0x2000, 0x200d],
  [0x2010, 0x203a],
  [0x20a0, 0x20bf],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2212, 0x2212],
] as const;
const isDrawn = (code: number) => drawn.some(([from, to]) => code >= from && code <= to);

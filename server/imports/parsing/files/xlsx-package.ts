// The zip of an XLSX workbook, with limits: a small file must not unfold into gigabytes. Pure.
import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { UnreadableFile } from "@/server/imports/parsing/files/file-kind";

const entriesMax = 5000;
const totalBytesMax = 600 * 2 ** 20;
const sharedTextMax = 200 * 2 ** 20;

export type XlsxPackage = { has(name: string): boolean; open(name: string): Promise<Readable> };

/** Opens the zip; the sizes it declares are checked here, and held to while inflating. */
export async function openXlsx(file: Buffer): Promise<XlsxPackage> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    zip = await fromBufferPromise(file, { lazyEntries: true, validateEntrySizes: true, autoClose: false });
    if (zip.entryCount > entriesMax) throw new UnreadableFile("XLSX_TOO_LARGE");
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > totalBytesMax) throw new UnreadableFile("XLSX_TOO_LARGE");
      entries.set(entry.fileName.replace(/^\//, "").toLowerCase(), entry);
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile("XLSX_BROKEN");
  }
  const shared = entries.get("xl/sharedstrings.xml");
  if (shared && shared.uncompressedSize > sharedTextMax) throw new UnreadableFile("XLSX_TOO_LARGE");
  return {
    has: (name) => entries.has(name.toLowerCase()),
    open: async (name) => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new UnreadableFile("XLSX_BROKEN");
      return zip.openReadStreamPromise(entry);
    },
  };
}

export type XmlHandlers = {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Parses one part, chunk by chunk; names come without their prefix. Yields after each chunk. */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false });
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", (tag: SaxesTagPlain) => handlers.open(local(tag.name), tag.attributes));
  parser.on("text", (text: string) => handlers.text?.(text));
  parser.on("cdata", (text: string) => handlers.text?.(text));
  parser.on("closetag", (tag: SaxesTagPlain) => handlers.close?.(local(tag.name)));
  parser.on("error", (error) => {
    throw error;
  });
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.close();
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile("XLSX_BROKEN");
  }
  yield;
}

/** Parses a small part to its end. */
export async function parseWhole(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(stream, handlers));
}

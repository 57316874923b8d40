// The encoding of a text file, decided over all of its bytes. Pure.

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Fed chunk by chunk; `result` is known at the end, since one late byte can rule UTF-8 out. */
export function encodingDetector() {
  let first: Uint8Array | undefined;
  let utf8 = true;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const attempt = (decode: () => unknown) => {
    try {
      decode();
    } catch {
      utf8 = false;
    }
  };
  return {
    add(chunk: Uint8Array) {
      first ??= chunk.slice(0, 4096);
      if (utf8) attempt(() => decoder.decode(chunk, { stream: true }));
    },
    result(): Encoding {
      if (utf8) attempt(() => decoder.decode());
      return wideEncoding(first ?? new Uint8Array()) ?? (utf8 ? "utf-8" : "windows-1252");
    },
  };
}

/** UTF-16 by its byte order mark, or by where its zero bytes stand. */
export function wideEncoding(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  for (let i = 0; i < start.length; i += 1) {
    if (start[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = start.length / 2;
  if (half >= 2 && odd > half * 0.4 && even < half * 0.1) return "utf-16le";
  if (half >= 2 && even > half * 0.4 && odd < half * 0.1) return "utf-16be";
  return undefined;
}

/** Decodes chunks as they come, without their byte order mark and without NUL characters, which no database column takes. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true }).replaceAll("\0", "");
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

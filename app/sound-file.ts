// The door of recordings: ranges as players ask for them, and errors as their codes. Nothing of it is kept by a browser.
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";

type Range = { from: number; to: number };
const headers = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

export function soundFile(
  request: Request,
  { bytes, read }: { bytes: number; read(range: Range): AsyncGenerator<Buffer> },
): Response {
  const asked = request.headers.get("range");
  const range = asked === null ? { from: 0, to: bytes } : rangeOf(asked, bytes);
  if (!range) return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${bytes}` } });
  const parts = read(range);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (err) {
        log.error({ err }, "a recording broke off");
        controller.error(new Error("The recording broke off."));
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, {
    status: asked === null ? 200 : 206,
    headers: {
      ...headers,
      "content-type": "audio/wav",
      "content-length": String(range.to - range.from),
      "accept-ranges": "bytes",
      ...(asked !== null && { "content-range": `bytes ${range.from}-${range.to - 1}/${bytes}` }),
    },
  });
}

/** null: it lies outside. Of several ranges the first is answered. */
export function rangeOf(asked: string, bytes: number): Range | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)/.exec(asked) ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? bytes : Math.min(bytes, Number(last) + 1);
  return from < to ? { from, to } : null;
}

export async function refusedOr(answer: Promise<Response>): Promise<Response> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ code: error.code }, { status: error.status, headers });
  }
}

// The door of exports: a stream, its name, and errors as their codes.
import { ZodError } from "zod";
import { DomainError, databaseRefusal } from "@/server/errors";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

/** The parameters of the request's address. */
export function searchOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

const types = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
} as const;

/** Streams what `make` yields. The header and the first rows are awaited: a refusal is an answer, not a broken file. */
export async function streamedFile(
  { name, format = "csv" }: { name: string; format?: keyof typeof types },
  caller: Promise<{ workspace: TenantContext | null }>,
  make: (ctx: TenantContext) => AsyncGenerator<string | Uint8Array>,
): Promise<Response> {
  try {
    const { workspace } = await caller;
    if (!workspace) throw new DomainError("NOT_FOUND");
    const parts = make(workspace);
    const first = await parts.next();
    const second = await parts.next();
    const encoder = new TextEncoder();
    const bytesOf = (part: string | Uint8Array | undefined) =>
      part instanceof Uint8Array ? part : encoder.encode(part);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        // The mark by which spreadsheets read UTF-8.
        if (format === "csv") controller.enqueue(encoder.encode("\uFEFF"));
        controller.enqueue(bytesOf(first.value));
        controller.enqueue(bytesOf(second.value));
      },
      async pull(controller) {
        try {
          const { done, value } = await parts.next();
          if (done) controller.close();
          else controller.enqueue(bytesOf(value));
        } catch (error) {
          log.error(
            { err: error, requestId: workspace.requestId, tenantId: workspace.tenantId },
            "an export broke off",
          );
          controller.error(new Error("The export broke off."));
        }
      },
      async cancel() {
        await parts.return(undefined);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": types[format],
        "content-disposition": `attachment; filename="${name}.${format}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    const error = databaseRefusal(thrown) ?? thrown;
    const refused = error instanceof ZodError ? new DomainError("INVALID_INPUT") : error;
    if (refused instanceof DomainError)
      return Response.json(
        { code: refused.code },
        { status: refused.status, headers: { "cache-control": "no-store" } },
      );
    throw error;
  }
}

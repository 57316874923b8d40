// The door of CSV exports: a stream, its name, and errors as their codes.
import { ZodError } from "zod";
import { DomainError } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

/** The parameters of the request's address. */
export function searchOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

/** Streams what `make` yields. The first part is awaited, so that a refusal is an answer and not a broken file. */
export async function csvResponse(
  name: string,
  workspace: TenantContext | null,
  make: (ctx: TenantContext) => AsyncGenerator<string>,
): Promise<Response> {
  try {
    if (!workspace) throw new DomainError("NOT_FOUND");
    const parts = make(workspace);
    const first = await parts.next();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        // The mark by which spreadsheets read UTF-8.
        controller.enqueue(encoder.encode(`\uFEFF${first.value ?? ""}`));
      },
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return(undefined);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}.csv"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return Response.json({ code: error.code }, { status: error.status });
    if (error instanceof ZodError) return Response.json({ code: "INVALID_INPUT" }, { status: 400 });
    throw error;
  }
}

import { cookies } from "next/headers";
import { importDoor } from "@/app/api/imports/door";
import { LOCALE_COOKIE, pickLocale } from "@/server/i18n/locales";
import { exportErrors } from "@/server/imports/export-errors";

export const dynamic = "force-dynamic";

/** The rows with errors and their reasons, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ importId: string }> }): Promise<Response> {
  return importDoor(request, params, async (ctx, importId) => {
    const locale = pickLocale((await cookies()).get(LOCALE_COOKIE)?.value, request.headers.get("accept-language"));
    const { fileName, lines } = await exportErrors(ctx, { importId, locale });
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await lines.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      async cancel() {
        await lines.return(undefined);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}

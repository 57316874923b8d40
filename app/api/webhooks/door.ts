// What the vendors' webhooks share: size, the request's id, and answers that say nothing.
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { limitedBody } from "@/server/rate-limits/request-size";

const BODY_MAX = 512 * 1024;

export const noContent = () => new Response(null, { status: 204 });
export const forbidden = () => new Response("The signature does not fit.", { status: 403 });
export const xml = (body: string) => new Response(body, { headers: { "content-type": "text/xml; charset=utf-8" } });

/** Runs a webhook: an oversized body is 413, an unexpected failure 500 so that the vendor tries again. */
export async function webhook(
  request: Request,
  handle: (body: string, trace: { requestId?: string }) => Promise<Response>,
): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? undefined;
  try {
    const body = new TextDecoder().decode(await limitedBody(request, BODY_MAX));
    return await handle(body, { requestId });
  } catch (error) {
    if (error instanceof DomainError && error.code === "TOO_LARGE") return new Response(null, { status: 413 });
    const { pathname } = new URL(request.url);
    log.error({ requestId, door: pathname, err: error }, "webhook failed");
    return new Response(null, { status: 500 });
  }
}

// Errors as RFC 9457 problems: a code that stays, what happened and what to do, the fields that are wrong, the request's id.
import { z } from "zod";
import { type DomainError, type ErrorCode, errorCodeNames } from "@/server/errors";

export const problemSchema = z.object({
  type: z.string().meta({ description: "`urn:duelane:problem:` and the code." }),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(errorCodeNames).meta({ description: "Stays; decide by it." }),
  detail: z.string().meta({ description: "What happened and what to do, for people." }),
  requestId: z.string().meta({ description: "Tell us this when you ask us about it; also in `X-Request-Id`." }),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.number().int().optional(),
});

export function problem(error: DomainError, requestId: string): Response {
  const { code, status, message, details } = error;
  const body: z.output<typeof problemSchema> = {
    type: `urn:duelane:problem:${code}`,
    title: titleOf(code),
    status,
    code,
    detail: message,
    requestId,
    errors: details.fields && Object.entries(details.fields).map(([field, message]) => ({ field, message })),
    retryAfterSeconds: details.retryAfterSeconds,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  headers.set("x-request-id", requestId);
  if (code === "UNAUTHENTICATED") headers.set("www-authenticate", 'Bearer realm="duelane"');
  if (details.retryAfterSeconds) headers.set("retry-after", String(details.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers });
}

/** "Not found". */
function titleOf(code: ErrorCode): string {
  const words = code.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Errors as RFC 9457 problems: a code that stays, what happened and what to do, the fields that are wrong, the request's id.
import { ZodError, z } from "zod";
import { DomainError, databaseRefusal, type ErrorCode, errorCodeNames } from "@/server/errors";
import { log } from "@/server/log";

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

const FIELDS_TOLD = 20;

/** What is meant for the caller; of anything else only that it failed. */
export function asDomainError(thrown: unknown, about: Record<string, unknown>): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof ZodError) {
    const told = thrown.issues.slice(0, FIELDS_TOLD).flatMap(fieldsOf);
    return new DomainError("INVALID_INPUT", "Something is missing or not valid; `errors` says what and why.", {
      fields: Object.fromEntries(told),
    });
  }
  const refusal = databaseRefusal(thrown);
  if (refusal) return refusal;
  log.error({ ...about, err: thrown }, "a request of the partner API failed");
  return new DomainError("INTERNAL");
}

function fieldsOf(issue: z.core.$ZodIssue): [string, string][] {
  const at = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return [[at, issue.message]];
  return issue.keys.map((key) => [at ? `${at}.${key}` : key, "is not known here"]);
}

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

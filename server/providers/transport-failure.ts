// Whether a request that got no answer may have reached the vendor. Shared by the adapters.

/** Failures before a connection stood: nothing was sent. Anything else may have arrived. */
const beforeConnecting = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The code of an error or of what caused it, several layers down. */
function failureCode(error: unknown): string {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    if (current instanceof AggregateError) current = current.errors[0];
    else current = current.cause;
  }
  return error instanceof Error ? error.name : "UNKNOWN";
}

export function transportFailure(
  error: unknown,
): { kind: "not_sent"; code: string; retryAfterSeconds: number } | { kind: "in_doubt"; code: string } {
  const code = failureCode(error);
  return beforeConnecting.has(code)
    ? { kind: "not_sent", code, retryAfterSeconds: 30 }
    : {
        kind: "in_doubt",
        code: code === "ABORT_ERR" || code === "AbortError" || code === "TimeoutError" ? "TIMEOUT" : code,
      };
}

/** Seconds of a Retry-After header, in seconds or as a date; undefined if absent. */
export function retryAfterSeconds(value: string | null | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(1, Math.ceil(seconds));
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(1, Math.ceil((at - now.getTime()) / 1000));
}

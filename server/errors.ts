// One error class with a code, mapped once at each door. The text of anything else never leaves the server.

/** Every code: what it means and what to do. Shown in the reader's language from the message catalogue (`errors.<code>`). */
const errorCodes = {
  NOT_FOUND: {
    status: 404,
    meaning: "The thing does not exist in this workspace. Check the id or go back to the list.",
  },
  FORBIDDEN: { status: 403, meaning: "Your role does not allow this. Ask an owner or admin of the workspace." },
  UNAUTHENTICATED: { status: 401, meaning: "You are not signed in, or the session was ended. Sign in again." },
  INVALID_INPUT: { status: 400, meaning: "A field is missing or not valid; `fields` says which and why." },
  CONFLICT: { status: 409, meaning: "Someone changed this since you opened it. Reload and apply your change again." },
  PRECONDITION: { status: 412, meaning: "Something must be done first; the message says what." },
  RATE_LIMITED: { status: 429, meaning: "Too many attempts. Wait as long as `retryAfterSeconds` says." },
  TOO_LARGE: { status: 413, meaning: "The upload is larger than allowed. Split it and try again." },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    meaning: "This Idempotency-Key was used for another request. Use a new one for each change.",
  },
  METHOD_NOT_ALLOWED: { status: 405, meaning: "This address does not take that method; `Allow` says which it takes." },
  SANDBOX_ONLY: {
    status: 409,
    meaning: "Only a sandbox workspace can do this; a live one follows real time and real vendors.",
  },
  LIVE_NEEDS_KEYS: {
    status: 409,
    meaning: "A live workspace needs the keys of the channels it uses. Set them, or choose a sandbox.",
  },
  ALREADY_RUNNING: { status: 409, meaning: "This is already running; its progress is shown." },
  UNAVAILABLE: {
    status: 503,
    meaning: "The database cannot be reached right now. Nothing that was saved is lost; try again in a moment.",
  },
  PROVIDER_UNAVAILABLE: { status: 502, meaning: "The vendor did not answer. Nothing was lost; it is tried again." },
  INTERNAL: { status: 500, meaning: "Something failed on our side. Try again; if it stays, tell us the id shown." },
} as const;

export type ErrorCode = keyof typeof errorCodes;
export const errorCodeNames = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

/** What a code alone does not tell, where it happens in daily work: shown in the reader's language (`errors.reasons.<reason>`). */
export type ErrorReason =
  | "debtor_without_phone"
  | "nobody_answers"
  | "number_taken"
  | "number_incomplete"
  | "number_not_fictitious"
  | "number_not_yours"
  | "telephone_provider_silent"
  | "suite_not_green";

/** An error that is meant for the caller. `message` is safe to show; `fields` names inputs. */
export class DomainError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    message?: string,
    readonly details: { fields?: Record<string, string>; retryAfterSeconds?: number; reason?: ErrorReason } = {},
  ) {
    super(message ?? errorCodes[code].meaning);
    this.name = "DomainError";
    this.status = errorCodes[code].status;
  }
}

/** Returns the value, or throws NOT_FOUND: the "load or throw" of a verb. */
export function found<T>(value: T | null | undefined, what = "The thing"): T {
  if (value === null || value === undefined)
    throw new DomainError("NOT_FOUND", `${what} does not exist in this workspace.`);
  return value;
}

/** What PostgreSQL answers when a value itself cannot be kept: NUL characters, broken text, numbers and days out of range. */
const unkeepable = new Set(["22021", "22P05", "22P02", "22003", "22007", "22008", "22001"]);

/** Two transactions stood in each other's way and one was ended: a deadlock, or no fitting order. */
const collided = new Set(["40P01", "40001"]);

/** The database went away or cannot be reached: SQLSTATE classes 08 and 57P, no place left, and a lost socket. */
const away = /^(08|57P|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** What pg says of a lost connection without any code. */
const awayWords =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/**
 * What a refusal of the database means to the caller: INVALID_INPUT for a value it sent, CONFLICT, UNAVAILABLE while it is
 * away; null for our own faults.
 */
export function databaseRefusal(error: unknown): DomainError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = String((cause as { code?: unknown }).code);
    if (away.test(code) || awayWords.test(cause.message))
      return new DomainError("UNAVAILABLE", undefined, { retryAfterSeconds: 5 });
    if (unkeepable.has(code))
      return new DomainError("INVALID_INPUT", "A value has characters or a size that cannot be stored.");
    if (collided.has(code)) return new DomainError("CONFLICT");
  }
  return null;
}

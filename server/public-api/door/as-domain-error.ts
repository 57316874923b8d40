// Whatever was thrown behind the door, as what its caller may know of it.
import { ZodError, type z } from "zod";
import { DomainError, databaseRefusal } from "@/server/errors";
import { log } from "@/server/log";

const FIELDS_TOLD = 20;

/** What is meant for the caller; of anything else only that it failed. */
export function asDomainError(thrown: unknown, about: Record<string, unknown>): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof ZodError) {
    const told = thrown.issues.flatMap(fieldsOf).slice(0, FIELDS_TOLD);
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
  if (issue.code !== "unrecognized_keys") return [[at || "body", issue.message]];
  return issue.keys.map((key) => [at ? `${at}.${key}` : key, "is not known here"]);
}

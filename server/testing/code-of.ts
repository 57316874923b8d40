import { DomainError } from "@/server/errors";

/** "ok", or the code the work was refused with. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "ok",
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

import { isForeign } from "@/server/auth/door/same-origin";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";

/** For doors that act by cookie: throws FORBIDDEN when another site's page makes the request. */
export function refuseForeignOrigin(request: Request): void {
  if (isForeign(request, [new URL(env().PUBLIC_URL).origin])) {
    throw new DomainError("FORBIDDEN", "The request comes from another site.");
  }
}

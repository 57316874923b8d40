// What account procedures take from the request.
import type { ApiContext } from "@/server/api/trpc";
import { type PersonContext, personContext } from "@/server/auth/door/person-context";
import type { AccountDoor } from "@/server/auth/ports";

/** Who calls, at real time. */
export const personContextOf = (ctx: ApiContext): PersonContext => personContext(ctx);

/** The door's mailer and settings; only the web's own API has them. */
export function accountDoorOf(ctx: ApiContext): AccountDoor {
  if (!ctx.accounts) throw new Error("This door has no account procedures.");
  return ctx.accounts;
}

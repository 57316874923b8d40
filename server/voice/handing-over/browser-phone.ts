// The telephone that a supervisor's browser is, for one press of the button. Its name says whose it is: nobody is put through
// to a browser of somebody else's.
import { DomainError } from "@/server/errors";
import { authorise } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import type { BrowserPhones } from "@/server/voice/ports";

/** Long enough for a call of an hour; the telephone is asked for anew for every call. */
const PHONE_SECONDS = 3_600;

/** A telephone that can be rung until its token ends. LIVE_NEEDS_KEYS: there are none here; PRECONDITION: who asks is no person. */
export function lendBrowserPhone(ctx: TenantContext, phones: BrowserPhones | null): { line: string; token: string } {
  authorise(ctx, "calls.supervise");
  if (!phones) throw new DomainError("LIVE_NEEDS_KEYS", "A telephone in the browser needs an API key of Twilio's.");
  const line = ctx.chance.id().replaceAll("-", "");
  return { line, token: phones.admit(browserName(ctx, line), PHONE_SECONDS) };
}

/** Letters, digits and underscores: all that Twilio allows in the name of a client. */
export function browserName(ctx: TenantContext, line: string): string {
  const member = memberOf(ctx);
  if (!member) throw new DomainError("PRECONDITION", "Only a person can take a call over in a browser.");
  return `${member.replaceAll("-", "")}_${line}`;
}

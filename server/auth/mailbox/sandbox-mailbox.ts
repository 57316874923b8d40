// The local mailbox of an installation without a mail vendor: whoever may read it sees every sign-in mail, so that to them
// alone nothing is given away, and nothing need be confirmed. Everybody else confirms their address as if mail were sent.
import { headers } from "next/headers";
import { callerContext } from "@/server/auth/door/caller-context";
import { isLoopbackHost } from "@/server/auth/door/loopback";
import { env } from "@/server/env";

/** Whether mails leave this installation. */
export const mailSent = () => env().resend !== undefined;

/** Whether the local mailbox may be shown to this request, and its caller need not confirm an address. */
export async function sandboxMailboxVisible(): Promise<boolean> {
  const host = (await headers()).get("host");
  const { ip } = await callerContext();
  return mailboxOpenTo({ host, ip }, { vendor: mailSent(), readers: env().SANDBOX_MAILBOX });
}

/** Only without a mail vendor; and, unless it is opened to anyone, by a loopback name from a loopback address. */
export function mailboxOpenTo(
  caller: { host: string | null; ip: string },
  mailbox: { vendor: boolean; readers: "this_machine" | "anyone" },
): boolean {
  if (mailbox.vendor) return false;
  if (mailbox.readers === "anyone") return true;
  return isLoopbackHost(caller.host) && (caller.ip === "unknown" || isLoopbackHost(caller.ip));
}

// Whether the local mailbox may be shown to this request.
import { headers } from "next/headers";
import { isLoopbackHost } from "@/server/auth/loopback";
import { callerContext, mailboxRequired } from "@/server/auth/next-auth";

/** Only without a mail vendor, and only by a loopback name from a loopback address. */
export async function sandboxMailboxVisible(): Promise<boolean> {
  if (mailboxRequired()) return false;
  const host = (await headers()).get("host");
  const { ip } = await callerContext();
  return isLoopbackHost(host) && (ip === "unknown" || isLoopbackHost(ip));
}

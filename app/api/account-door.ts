import { after } from "next/server";
import { accountMailerOver } from "@/server/auth/mailbox/account-mailer";
import { sandboxMailboxVisible } from "@/server/auth/mailbox/sandbox-mailbox";
import type { AccountDoor } from "@/server/auth/ports";
import { env } from "@/server/env";
import { systemEmail } from "@/server/wiring";

/** What account verbs need of a web door: mails leave after the answer. */
export async function accountDoor(): Promise<AccountDoor> {
  return {
    mailer: accountMailerOver(systemEmail()),
    publicUrl: new URL(env().PUBLIC_URL).origin,
    later: (work) => after(work),
    mailboxRequired: !(await sandboxMailboxVisible()),
  };
}

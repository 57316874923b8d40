import { after } from "next/server";
import { accountMailerOver } from "@/server/auth/account-mailer";
import { mailboxRequired } from "@/server/auth/next-auth";
import type { AccountDoor } from "@/server/auth/ports";
import { env } from "@/server/env";
import { systemEmail } from "@/server/wiring";

/** What account verbs need of a web door: mails leave after the answer. */
export function accountDoor(): AccountDoor {
  return {
    mailer: accountMailerOver(systemEmail()),
    publicUrl: new URL(env().PUBLIC_URL).origin,
    later: (work) => after(work),
    mailboxRequired: mailboxRequired(),
  };
}

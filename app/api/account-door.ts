import { after } from "next/server";
import { googleOffered, mailboxRequired } from "@/server/auth/next-auth";
import type { AccountDoor } from "@/server/auth/ports";
import { env } from "@/server/env";
import { accountMailer } from "@/server/providers/account-mailer";

/** What account verbs need of a web door: mails leave after the answer. */
export function accountDoor(): AccountDoor {
  return {
    mailer: accountMailer(),
    publicUrl: new URL(env().PUBLIC_URL).origin,
    later: (work) => after(work),
    mailboxRequired: mailboxRequired(),
    googleOffered: googleOffered(),
  };
}

// Where sign-in mails go when no mail vendor is set: a table, shown at /sandbox-mail.
import { sandboxMails } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { realChance } from "@/server/chance";
import type { EmailPort } from "@/server/touches/ports";

/** Keeps the mail; a second send with the same key is dropped. */
export const sandboxSystemEmail: EmailPort = {
  name: "sandbox mailbox",
  deduplicates: true,
  async send(mail) {
    const id = realChance.id();
    await asSystem("sign-in", (tx) =>
      tx
        .insert(sandboxMails)
        .values({
          id,
          at: mail.workspace.now,
          toAddress: mail.to,
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          idempotencyKey: mail.idempotencyKey,
        })
        .onConflictDoNothing({ target: sandboxMails.idempotencyKey }),
    );
    return { kind: "accepted", providerRef: id };
  },
};

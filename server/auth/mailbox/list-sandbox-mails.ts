import { desc } from "drizzle-orm";
import { sandboxMails } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";

/** The newest mails, for the local mailbox page. */
export function listSandboxMails(limit = 50) {
  return asSystem("sign-in", (tx) => tx.select().from(sandboxMails).orderBy(desc(sandboxMails.at)).limit(limit));
}

// Sign-in mails: template, language and vendor put together behind the port that accounts declare.

import { renderAccountMail } from "@/server/auth/mailbox/account-mail-text";
import type { AccountMailer } from "@/server/auth/ports";
import { realClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import type { EmailPort } from "@/server/touches/ports";

const NO_ONE = "00000000-0000-0000-0000-000000000000";
const TIMEOUT_MS = 10_000;
const TRIES = 3;

/** The mailer over a vendor: the same key on every try, so that a vendor that deduplicates sends once. */
export function accountMailerOver(email: EmailPort): AccountMailer {
  return {
    async send({ key, to, language, message }) {
      const mail = await renderAccountMail(message, language === "hi" ? "hi" : "en");
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const result = await email.send(
          {
            ...mail,
            workspace: { tenantId: NO_ONE, now: realClock.now() },
            touchId: NO_ONE,
            debtorId: NO_ONE,
            idempotencyKey: key,
            to,
            fromName: "Duelane",
            replyTo: null,
            unsubscribeUrl: null,
          },
          AbortSignal.timeout(TIMEOUT_MS),
        );
        if (result.kind === "accepted") return;
        const again = result.kind === "not_sent" || (result.kind === "in_doubt" && email.deduplicates);
        log.warn({ code: result.code, mail: message.kind, attempt }, "account mail not accepted");
        if (!again) break;
      }
      throw new DomainError("PROVIDER_UNAVAILABLE");
    },
  };
}

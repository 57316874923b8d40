import { fileDelivery } from "@/server/providers/sandbox/deliveries";
import { fateOfMail } from "@/server/providers/sandbox/magic-addresses";
import type { EmailPort } from "@/server/touches/ports";

/** A mailbox on the Sandbox page. */
export const sandboxEmail: EmailPort = {
  name: "sandbox",
  deduplicates: true,
  send(mail) {
    const fate = fateOfMail(mail.to);
    return fileDelivery(mail, {
      channel: "email",
      fromAddress: `${mail.fromName} <billing@sandbox.example>`,
      subject: mail.subject,
      html: withUnsubscribe(mail.html, mail.unsubscribeUrl),
      body: mail.text,
      state: fate === "hard_bounce" || fate === "soft_bounce" ? "bounced" : "delivered",
    });
  },
};

/** What mail programs make of the List-Unsubscribe header: a link beside the message. */
function withUnsubscribe(html: string, url: string | null): string {
  if (!url) return html;
  return `<!-- list-unsubscribe: ${url.replaceAll("--", "")} -->${html}`;
}

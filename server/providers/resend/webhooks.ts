// Everything a webhook of Resend's needs, behind one name for the wiring.
import type { ResendSettings } from "@/server/providers/resend/email";
import { fetchReceivedMail, readMailReport, subjectOf, verifiedResendEvent } from "@/server/providers/resend/webhook";

/** Bound to this installation's account. */
export function resendWebhooks(settings: ResendSettings & { RESEND_WEBHOOK_SECRET: string }) {
  return {
    read: (request: { headers: Headers; body: string }) => verifiedResendEvent(settings, request),
    subject: subjectOf,
    report: readMailReport,
    receivedMail: (emailId: string) => fetchReceivedMail(settings, emailId),
  };
}

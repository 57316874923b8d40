import { forbidden, noContent, webhook } from "@/app/api/webhooks/door";
import { touchOfReference } from "@/server/conversations/find-recipients";
import { receiveInbound } from "@/server/conversations/receive-inbound";
import { receiveReport } from "@/server/conversations/receive-report";
import { resendWebhooks } from "@/server/wiring";

/** What became of a mail, or a mail that came in. */
export function POST(request: Request) {
  return webhook(request, async (body, trace) => {
    const vendor = resendWebhooks();
    if (!vendor) return new Response(null, { status: 404 });
    const event = vendor.read({ headers: request.headers, body });
    if (!event) return forbidden();
    const emailId = event.data.email_id ?? "";
    if (event.type === "email.received") {
      const mail = emailId ? await vendor.receivedMail(emailId) : null;
      if (mail) {
        const reply = { channel: "email", ...mail, providerRef: emailId } as const;
        await receiveInbound({ provider: "resend", externalId: event.id }, reply, trace);
      }
      return noContent();
    }
    const about = vendor.subject(event) ?? (emailId ? await touchOfReference("resend", emailId) : null);
    const record = { provider: "resend", externalId: event.id, kind: event.type } as const;
    await receiveReport({ ...record, payload: { emailId } }, about, vendor.report(event), trace);
    return noContent();
  });
}

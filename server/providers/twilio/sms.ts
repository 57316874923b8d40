// SMS by Twilio: it cannot deduplicate, but it can be asked what it sent.
import { callbackUrl } from "@/server/providers/twilio/callback-urls";
import { type TwilioSettings, twilioClient, twilioFailure } from "@/server/providers/twilio/client";
import { touchReference, withReference } from "@/server/providers/twilio/touch-reference";
import type { SmsPort } from "@/server/touches/ports";

const LIST_LIMIT = 200;

export function twilioSms(settings: TwilioSettings, publicUrl: string): SmsPort {
  return {
    name: "twilio",
    deduplicates: false,
    async send({ to, text, touchId, workspace }, signal) {
      try {
        const message = await twilioClient(settings, signal).messages.create({
          to,
          from: settings.TWILIO_FROM_NUMBER,
          body: withReference(text, touchId),
          statusCallback: callbackUrl(publicUrl, "sms/status", { tenantId: workspace.tenantId, touchId }),
        });
        if (!message.sid) return { kind: "in_doubt", code: "NO_REFERENCE" };
        return { kind: "accepted", providerRef: message.sid };
      } catch (error) {
        return twilioFailure(error);
      }
    },
    /** Throws where the vendor does not answer: it is asked again later. */
    async find({ to, sentAfter, touchId }, signal) {
      // Without a filter by date: what still waits at the vendor was not sent yet and would be missed.
      const messages = await twilioClient(settings, signal).messages.list({
        to,
        from: settings.TWILIO_FROM_NUMBER,
        limit: LIST_LIMIT,
      });
      const mark = `[${touchReference(touchId)}]`;
      const ours = messages.find((message) => message.direction !== "inbound" && message.body?.includes(mark));
      if (ours) return { kind: "sent", providerRef: ours.sid };
      // Newest first: a full page that does not reach back far enough may hide it.
      const oldest = messages.at(-1);
      const seenAll = messages.length < LIST_LIMIT || (oldest !== undefined && oldest.dateCreated < sentAfter);
      return { kind: seenAll ? "not_sent" : "cannot_tell" };
    },
  };
}

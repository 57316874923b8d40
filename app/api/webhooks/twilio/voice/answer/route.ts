import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { contextOf } from "@/server/conversations/receive-report";
import { DomainError } from "@/server/errors";

/** A call was picked up: what to say. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, subject, trace }) => {
    const ctx = subject && (await contextOf(subject.tenantId, trace));
    if (!subject || !ctx) return xml(vendor.hangUp());
    const answeredBy = vendor.isMachine(fields.AnsweredBy) ? "machine" : "person";
    try {
      const turn = await answerCall(ctx, { touchId: subject.touchId, answeredBy, vendorWord: fields.AnsweredBy });
      return xml(vendor.speak(turn, subject));
    } catch (error) {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return xml(vendor.hangUp());
      throw error;
    }
  });
}

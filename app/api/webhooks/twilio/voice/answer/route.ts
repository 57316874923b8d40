import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { contextOf } from "@/server/conversations/receive-report";
import { DomainError } from "@/server/errors";
import { connectCall } from "@/server/voice/streams/connect-call";
import { conversationLines } from "@/server/wiring";

/** A call was picked up: a conversation is connected, or a script is said. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, subject, trace }) => {
    const ctx = subject && (await contextOf(subject.tenantId, trace));
    if (!subject || !ctx) return xml(vendor.hangUp());
    const { touchId } = subject;
    const { AnsweredBy: vendorWord } = fields;
    try {
      const lines = conversationLines();
      const line = lines && (await connectCall(ctx, { touchId, callRef: fields.CallSid ?? "" }));
      if (line) return xml(vendor.connect({ ...lines, ...line }, subject));
      // Asked to tell us meanwhile, the vendor does not know yet who is there: nobody's debt is named to a machine.
      const someone = vendorWord === undefined ? "unknown" : "person";
      const answeredBy = vendor.isMachine(vendorWord) ? "machine" : someone;
      return xml(vendor.speak(await answerCall(ctx, { touchId, answeredBy, vendorWord }), subject));
    } catch (error) {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return xml(vendor.hangUp());
      throw error;
    }
  });
}

import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { answerInbound } from "@/server/calls/inbound/answer-inbound";
import { DomainError } from "@/server/errors";
import { connectCall } from "@/server/voice/streams/connect-call";
import { conversationLines } from "@/server/wiring";

/** Somebody calls one of our numbers: they are recognised and connected, or told that somebody will call back. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, trace }) => {
    const { CallSid: callRef, From: from = "", To: to = "" } = fields;
    if (!callRef) return xml(vendor.hangUp());
    const lines = conversationLines();
    try {
      const answer = await answerInbound({ callRef, from, to }, { hasLines: lines !== undefined }, trace);
      if (answer.do === "hang_up") return xml(vendor.hangUp());
      if (answer.do === "say_and_hang_up") return xml(vendor.sayAndHangUp(answer));
      const { ctx, callId } = answer;
      const line = lines && (await connectCall(ctx, { callId, callRef }));
      return xml(line ? vendor.connect({ ...lines, ...line }, { tenantId: ctx.tenantId }) : vendor.hangUp());
    } catch (error) {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return xml(vendor.hangUp());
      throw error;
    }
  });
}

import { noContent } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { endInbound } from "@/server/calls/inbound/end-inbound";
import { endCall } from "@/server/calls/keyed/end-call";
import { ringCall } from "@/server/calls/keyed/ring-call";
import { touchOfReference } from "@/server/conversations/find-recipients";
import { onceForEvent } from "@/server/conversations/keep-webhook-event";
import { contextOf } from "@/server/conversations/receive-report";
import { endAfterHuman } from "@/server/voice/handing-over/after-human";

/** How a call goes and ends. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, subject, trace }) => {
    const sid = fields.CallSid ?? "";
    const status = fields.CallStatus ?? "";
    const about = subject ?? (await touchOfReference("twilio", sid));
    const event = {
      provider: "twilio",
      externalId: `${sid}:${status}`,
      kind: "call.status",
      tenantId: about?.tenantId ?? null,
      payload: { sid, status, answeredBy: fields.AnsweredBy ?? null },
    } as const;
    await onceForEvent(event, async () => {
      if (!about && vendor.isInbound(fields)) {
        return vendor.callEnd(fields) === null || endInbound({ callRef: sid, to: fields.To ?? "" }, trace);
      }
      const ctx = about && (await contextOf(about.tenantId, trace));
      if (!about || !ctx) return false;
      if (vendor.callRings(fields)) return (await ringCall(ctx, { touchId: about.touchId })).found;
      const end = vendor.callEnd(fields);
      if (!end) return true;
      await endAfterHuman(ctx, about, "them");
      const { found } = await endCall(ctx, { touchId: about.touchId, answeredBy: fields.AnsweredBy, ...end });
      return found;
    });
    return noContent();
  });
}

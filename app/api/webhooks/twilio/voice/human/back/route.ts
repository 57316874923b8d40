import { xml } from "@/app/api/webhooks/door";
import { aboutHuman } from "@/app/api/webhooks/twilio/voice/human/door";
import { connectCall } from "@/server/voice/streams/connect-call";
import { conversationLines } from "@/server/wiring";

/** The person on the line is given back to the AI: a new line to it. */
export function POST(request: Request) {
  return aboutHuman(request, async ({ vendor, fields, ctx, of }) => {
    const lines = conversationLines();
    const line = lines && (await connectCall(ctx, { callId: of.callId, callRef: fields.CallSid ?? "" }));
    return xml(line ? vendor.connect({ ...lines, ...line }, { tenantId: ctx.tenantId }) : vendor.hangUp());
  });
}

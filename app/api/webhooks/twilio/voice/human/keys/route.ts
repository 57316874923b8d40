import { xml } from "@/app/api/webhooks/door";
import { aboutHuman } from "@/app/api/webhooks/twilio/voice/human/door";
import { acceptHandOver, endHandOver } from "@/server/voice/handing-over/answer-human";

/** A human who was rung pressed a key, or let the time for it pass. */
export function POST(request: Request) {
  return aboutHuman(request, async ({ vendor, fields, ctx, of }) => {
    if (fields.Digits && (await acceptHandOver(ctx, of))) return xml(vendor.waitFor(of.handOverId));
    const ending = vendor.isMachine(fields.AnsweredBy) ? "voicemail" : "declined";
    await endHandOver(ctx, { ...of, ending });
    return xml(vendor.hangUp());
  });
}

import { xml } from "@/app/api/webhooks/door";
import { aboutHuman } from "@/app/api/webhooks/twilio/voice/human/door";
import { endAfterHuman } from "@/server/voice/handing-over/after-human";

/** The human left, and the person on the line is alone: the call is over. */
export function POST(request: Request) {
  return aboutHuman(request, async ({ vendor, ctx, of }) => {
    await endAfterHuman(ctx, of, "us");
    return xml(vendor.hangUp());
  });
}

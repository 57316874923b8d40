import { noContent } from "@/app/api/webhooks/door";
import { aboutHuman } from "@/app/api/webhooks/twilio/voice/human/door";
import { endHandOver } from "@/server/voice/handing-over/answer-human";

/** The call to a human is over, or never came about. One who had accepted has left since. */
export function POST(request: Request) {
  return aboutHuman(request, async ({ vendor, fields, ctx, of }) => {
    const ending = vendor.humanEnd(fields);
    if (ending) await endHandOver(ctx, { ...of, ending });
    return noContent();
  });
}

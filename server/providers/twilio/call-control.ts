// What is done to a live call over Twilio's REST interface. A call that is over is no failure.
import { type TwilioSettings, twilioClient } from "@/server/providers/twilio/client";
import { sayAndHangUpTwiml } from "@/server/providers/twilio/twiml";
import type { CallControl } from "@/server/voice/ports";

export function twilioCallControl(settings: TwilioSettings): CallControl {
  return {
    hangUp: (callRef, signal) =>
      unlessOver(twilioClient(settings, signal).calls(callRef).update({ status: "completed" })),
    sayAndHangUp: (callRef, words, signal) =>
      unlessOver(
        twilioClient(settings, signal)
          .calls(callRef)
          .update({ twiml: sayAndHangUpTwiml(words) }),
      ),
  };
}

/** 20404: no such call any more; 21220: it is not in progress. */
async function unlessOver(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    const { status, code } = Object(error) as { status?: unknown; code?: unknown };
    if (status !== 404 && code !== 20404 && code !== 21220) throw error;
  }
}

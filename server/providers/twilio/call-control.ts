// What is done to a live call over Twilio's REST interface. A call that is over is no failure.
import { callbackUrl } from "@/server/providers/twilio/callback-urls";
import { type TwilioSettings, twilioClient } from "@/server/providers/twilio/client";
import { conferenceTwiml, offerCallTwiml, sayAndHangUpTwiml } from "@/server/providers/twilio/twiml";
import type { CallControl } from "@/server/voice/ports";

const RING_SECONDS = 25;

export function twilioCallControl(settings: TwilioSettings, publicUrl: string): CallControl {
  return {
    hangUp: (callRef, signal) =>
      unlessOver(twilioClient(settings, signal).calls(callRef).update({ status: "completed" })),
    sayAndHangUp: (callRef, words, signal) =>
      unlessOver(
        twilioClient(settings, signal)
          .calls(callRef)
          .update({ twiml: sayAndHangUpTwiml(words) }),
      ),
    async ringHuman({ to, brief, handOverId, ...subject }, signal) {
      const report = (kind: string) => callbackUrl(publicUrl, kind, subject, { handover: handOverId });
      const call = await twilioClient(settings, signal).calls.create({
        to: "number" in to ? to.number : `client:${to.browser}`,
        from: settings.TWILIO_FROM_NUMBER,
        twiml: offerCallTwiml({ ...brief, acceptUrl: report("voice/human/keys") }),
        statusCallback: report("voice/human/status"),
        statusCallbackMethod: "POST",
        statusCallbackEvent: ["completed"],
        // A machine cannot press a key, but it is told apart from somebody who did not want to.
        machineDetection: "Enable",
        timeout: RING_SECONDS,
      });
      return { agentRef: call.sid };
    },
    joinHuman: (callRef, { handOverId, ...subject }, signal) =>
      unlessOver(
        twilioClient(settings, signal)
          .calls(callRef)
          .update({
            twiml: conferenceTwiml({
              name: handOverId,
              endsWithLeaver: true,
              afterUrl: callbackUrl(publicUrl, "voice/human/left", subject, { handover: handOverId }),
            }),
          }),
      ),
    takeBack: (callRef, { handOverId, ...subject }, signal) =>
      unlessOver(
        twilioClient(settings, signal)
          .calls(callRef)
          .update({
            url: callbackUrl(publicUrl, "voice/human/back", subject, { handover: handOverId }),
            method: "POST",
          }),
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

// Everything a webhook of Twilio's needs, behind one name for the wiring.
import { type CallbackSubject, callbackUrl } from "@/server/providers/twilio/callback-urls";
import { streamAddress } from "@/server/providers/twilio/media-streams/door";
import {
  isMachine,
  readAnsweredBy,
  readCallEnd,
  readHumanEnd,
  readSmsReport,
} from "@/server/providers/twilio/read-report";
import {
  conferenceTwiml,
  connectTwiml,
  emptyMessagingTwiml,
  hangUpTwiml,
  sayAndHangUpTwiml,
  turnAsTwiml,
} from "@/server/providers/twilio/twiml";
import { type TwilioFields, verifiedTwilioFields } from "@/server/providers/twilio/verify";

/** Bound to this installation's account and address. */
export function twilioWebhooks(settings: { TWILIO_AUTH_TOKEN: string; TWILIO_ACCOUNT_SID: string }, publicUrl: string) {
  return {
    read: (request: { url: string; signature: string | null; body: string }) =>
      verifiedTwilioFields(settings, publicUrl, request),
    smsReport: readSmsReport,
    callEnd: readCallEnd,
    callRings: (fields: TwilioFields) => fields.CallStatus === "ringing",
    isInbound: (fields: TwilioFields) => fields.Direction === "inbound",
    isMachine,
    answeredBy: readAnsweredBy,
    humanEnd: readHumanEnd,
    speak: (turn: Parameters<typeof turnAsTwiml>[0], subject: { tenantId: string; touchId: string }) =>
      turnAsTwiml(turn, publicUrl, subject),
    /** The call's audio goes to the voice process; what comes after it is asked for. */
    connect: (
      line: { publicWsUrl: string; token: string; streamId: string; language: string; apology: string },
      subject: CallbackSubject,
    ) =>
      connectTwiml({
        streamUrl: streamAddress(line.publicWsUrl, line.token),
        afterUrl: callbackUrl(publicUrl, "voice/after", subject, { stream: line.streamId }),
        language: line.language,
        apology: line.apology,
      }),
    /** A human who pressed a key waits where the person on the line is brought to. */
    waitFor: (handOverId: string) => conferenceTwiml({ name: handOverId, endsWithLeaver: true }),
    sayAndHangUp: sayAndHangUpTwiml,
    hangUp: hangUpTwiml,
    received: emptyMessagingTwiml,
  };
}

export type TwilioWebhooks = ReturnType<typeof twilioWebhooks>;

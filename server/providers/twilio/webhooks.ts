// Everything a webhook of Twilio's needs, behind one name for the wiring.
import { isMachine, readCallEnd, readSmsReport } from "@/server/providers/twilio/read-report";
import { emptyMessagingTwiml, hangUpTwiml, turnAsTwiml } from "@/server/providers/twilio/twiml";
import { type TwilioFields, verifiedTwilioFields } from "@/server/providers/twilio/verify";

/** Bound to this installation's account and address. */
export function twilioWebhooks(settings: { TWILIO_AUTH_TOKEN: string; TWILIO_ACCOUNT_SID: string }, publicUrl: string) {
  return {
    read: (request: { url: string; signature: string | null; body: string }) =>
      verifiedTwilioFields(settings, publicUrl, request),
    smsReport: readSmsReport,
    callEnd: readCallEnd,
    callRings: (fields: TwilioFields) => fields.CallStatus === "ringing",
    isMachine,
    speak: (turn: Parameters<typeof turnAsTwiml>[0], subject: { tenantId: string; touchId: string }) =>
      turnAsTwiml(turn, publicUrl, subject),
    hangUp: hangUpTwiml,
    received: emptyMessagingTwiml,
  };
}

export type TwilioWebhooks = ReturnType<typeof twilioWebhooks>;

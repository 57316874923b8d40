// A call's turn as TwiML. Every document ends in a hang-up or in a question whose answer comes to us.
import twilio from "twilio";
import type { CallTurn } from "@/server/calls/ports";
import { callbackUrl } from "@/server/providers/twilio/callback-urls";

const voices = {
  en: { language: "en-US", voice: "Polly.Joanna" },
  hi: { language: "hi-IN", voice: "Polly.Aditi" },
  es: { language: "es-US", voice: "Polly.Lupe" },
} as const;
const WAIT_SECONDS = 8;

/** What Twilio should speak, and where the keys go. */
export function turnAsTwiml(turn: CallTurn, publicUrl: string, subject: { tenantId: string; touchId: string }): string {
  const response = new twilio.twiml.VoiceResponse();
  const voice = voices[turn.language];
  if (turn.gather) {
    const { step, digitsMax, attempt } = turn.gather;
    const gather = response.gather({
      input: ["dtmf"],
      numDigits: digitsMax,
      finishOnKey: "#",
      timeout: WAIT_SECONDS,
      actionOnEmptyResult: true,
      action: callbackUrl(publicUrl, "voice/keys", subject, { step, attempt: String(attempt) }),
      method: "POST",
    });
    for (const text of turn.say) gather.say(voice, text);
  } else {
    for (const text of turn.say) response.say(voice, text);
    response.hangup();
  }
  return response.toString();
}

/** Where nothing can be said. */
export function hangUpTwiml(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}

/** "Received, no answer from here": ours go through the outbox. */
export function emptyMessagingTwiml(): string {
  return new twilio.twiml.MessagingResponse().toString();
}

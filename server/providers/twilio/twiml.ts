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

/** The vendor's own voice for a language. */
const voiceOf = (language: string) => voices[language as keyof typeof voices] ?? voices.en;

/**
 * The call's audio goes to our bridge. When that line ends, whoever ended it, the vendor asks `afterUrl` what now; should
 * even that be passed over, what stands behind says a sentence and hangs up: nobody is left in silence.
 */
export function connectTwiml(line: { streamUrl: string; afterUrl: string; language: string; apology: string }): string {
  const response = new twilio.twiml.VoiceResponse();
  response.connect({ action: line.afterUrl, method: "POST" }).stream({ url: line.streamUrl });
  response.say(voiceOf(line.language), line.apology);
  response.hangup();
  return response.toString();
}

const DECIDE_SECONDS = 10;

/** What a human who is rung hears: what it is about, and that a key takes the call. Without one they are let go. */
export function offerCallTwiml(offer: { language: string; text: string; acceptUrl: string }): string {
  const response = new twilio.twiml.VoiceResponse();
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    timeout: DECIDE_SECONDS,
    actionOnEmptyResult: true,
    action: offer.acceptUrl,
    method: "POST",
  });
  gather.say(voiceOf(offer.language), offer.text);
  response.hangup();
  return response.toString();
}

/** The room in which a human and the person on the line meet. Whoever stays alone in it hears the end of it. */
export function conferenceTwiml(room: { name: string; endsWithLeaver: boolean; afterUrl?: string }): string {
  const response = new twilio.twiml.VoiceResponse();
  const dial = response.dial(room.afterUrl ? { action: room.afterUrl, method: "POST" } : {});
  dial.conference({ startConferenceOnEnter: true, endConferenceOnExit: room.endsWithLeaver, beep: "false" }, room.name);
  response.hangup();
  return response.toString();
}

/** One sentence, and the end. */
export function sayAndHangUpTwiml(words: { language: string; text: string }): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(voiceOf(words.language), words.text);
  response.hangup();
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

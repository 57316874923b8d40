// Calls by Twilio: what is said and what key presses do stands in app/api/webhooks/twilio/voice.
import { callbackUrl } from "@/server/providers/twilio/callback-urls";
import { type TwilioSettings, twilioClient, twilioFailure } from "@/server/providers/twilio/client";
import type { VoicePort } from "@/server/touches/ports";

const RING_SECONDS = 25;
const CALL_LIMIT_SECONDS = 300;
/** A conversation may take longer than a script with keys; far below what the model's session lasts. */
const CONVERSATION_LIMIT_SECONDS = 1_200;
const LIST_LIMIT = 100;

/** `holdsConversations`: the lines for them are set up; otherwise every call is its script. */
export function twilioVoice(
  settings: TwilioSettings,
  publicUrl: string,
  { holdsConversations }: { holdsConversations: boolean },
): VoicePort {
  return {
    name: "twilio",
    deduplicates: false,
    async send({ to, touchId, workspace, ...call }, signal) {
      const from = call.from ?? settings.TWILIO_FROM_NUMBER;
      const subject = { tenantId: workspace.tenantId, touchId };
      const isConversation = call.isConversation && holdsConversations;
      try {
        const call = await twilioClient(settings, signal).calls.create({
          to,
          from,
          url: callbackUrl(publicUrl, "voice/answer", subject),
          method: "POST",
          statusCallback: callbackUrl(publicUrl, "voice/status", subject),
          statusCallbackMethod: "POST",
          statusCallbackEvent: ["initiated", "ringing", "completed"],
          machineDetection: "Enable",
          ...(isConversation && {
            // Whoever picked up is spoken with at once, and the verdict comes while we do.
            asyncAmd: "true",
            asyncAmdStatusCallback: callbackUrl(publicUrl, "voice/machine", subject),
            asyncAmdStatusCallbackMethod: "POST",
          }),
          timeout: RING_SECONDS,
          timeLimit: isConversation ? CONVERSATION_LIMIT_SECONDS : CALL_LIMIT_SECONDS,
        });
        if (!call.sid) return { kind: "in_doubt", code: "NO_REFERENCE" };
        return { kind: "accepted", providerRef: call.sid, from };
      } catch (error) {
        return twilioFailure(error);
      }
    },
    /** Throws where the vendor does not answer, or cannot know yet: it is asked again later. */
    async find({ to, sentAfter, touchId }, signal) {
      const client = twilioClient(settings, signal);
      const calls = await client.calls.list({ to, limit: LIST_LIMIT });
      const candidates = calls.filter((call) => call.dateCreated.getTime() >= sentAfter.getTime() - CLOCK_SKEW_MS);
      for (const call of candidates) {
        if (await mentions(client, call.sid, touchId)) return { kind: "sent", providerRef: call.sid };
      }
      if (candidates.length === 0) return { kind: calls.length < LIST_LIMIT ? "not_sent" : "cannot_tell" };
      // A call bears our mark once it asked us what to say: until it is over it may still do so.
      if (candidates.some((call) => unfinished.has(call.status))) throw new Error("The call has not reached us yet.");
      return { kind: "cannot_tell" };
    },
  };
}

const unfinished: ReadonlySet<string> = new Set(["queued", "ringing", "in-progress"]);
const CLOCK_SKEW_MS = 60_000;

/** Whether one of the call's requests to us named the touch. */
async function mentions(client: ReturnType<typeof twilioClient>, sid: string, touchId: string): Promise<boolean> {
  const events = await client.calls(sid).events.list({ limit: 20 });
  return events.some((event) => JSON.stringify(event.request ?? {}).includes(touchId));
}

// The product's own voice server for bench:voice, with everything on: only the tokens come from nowhere instead of the
// database, which is asked once a call and not once a frame.
import { answerUsage } from "@/bench/voice/task";
import { realClock } from "@/server/clock";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { acceptStream } from "@/server/providers/twilio/media-streams/phone-leg";
import { CallSession } from "@/server/voice/call/call-session";
import { startVoiceServer } from "@/server/voice/process/voice-server";
import { voiceTimings } from "@/server/voice/timings";

const model = openaiRealtime({
  apiKey: "sk-bench",
  url: process.env.BENCH_MODEL_URL ?? "",
  model: "bench",
  transcriptionModel: "bench",
  voice: "marin",
});
const control = { hangUp: async () => {}, sayAndHangUp: async () => {} };

/** Speaks for ever: whenever it is cut off, it says the next thing. */
function talker(): (event: ConversationEvent) => ConversationCommand[] {
  let said = 0;
  return ({ type }) => {
    if (type !== "begun" && type !== "spoke") return [];
    said += 1;
    return [{ type: "say", sayId: `say_${said}`, text: "An echo.", language: "en", interruptible: true }];
  };
}

const voice = await startVoiceServer({
  at: { port: 0, host: "127.0.0.1" },
  door: { knock: ({ url }) => ({ token: url.slice(1) }), accept: (socket) => acceptStream(socket) },
  ready: async () => true,
  note: () => {},
  open: async (token) => ({
    streamId: token,
    callRef: token,
    begin: () =>
      new CallSession(
        { callId: token, direction: "outbound", language: "en", languages: ["en"], instructions: "Echo." },
        {
          model,
          control,
          clock: realClock,
          timings: voiceTimings,
          note: () => {},
          skills: { run: async () => ({ ok: true, result: {} }) },
          conversation: { handle: talker() },
        },
      ),
    ended: async () => {},
  }),
});
process.on("message", (message) => {
  if (message === "address") process.send?.(`ws://127.0.0.1:${voice.port}`);
});
answerUsage();
process.send?.("ready");

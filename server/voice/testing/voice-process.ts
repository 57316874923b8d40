// A voice process of its own for tests: the real server and the real database, led by a small conversation. Its port is told
// on stdout. PHRASE is what it greets with; MODEL_URL the scripted model.

import { stopOnSignals } from "@/server/process/stop-on-signals";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { twilioDoor } from "@/server/providers/twilio/media-streams/door";
import { runVoice } from "@/server/voice/process/run-voice";
import { greeting, say } from "@/server/voice/testing/call-rig";
import { noHumans } from "@/server/voice/testing/no-humans";
import { voiceTimings } from "@/server/voice/timings";

const { MODEL_URL = "", PHRASE = "Hello.", DRAIN_MS = "60000", AUTH_TOKEN = "", PUBLIC_WS_URL = "" } = process.env;
const settings = { apiKey: "sk-test", model: "gpt-realtime-2.1", transcriptionModel: "t", voice: "marin" };
const voice = await runVoice({
  at: { port: 0, host: "127.0.0.1" },
  databaseUrl: process.env.DATABASE_URL ?? "",
  drainMs: Number(DRAIN_MS),
  timings: voiceTimings,
  lines: {
    door: twilioDoor({ authToken: AUTH_TOKEN, publicWsUrl: PUBLIC_WS_URL }),
    model: openaiRealtime({ ...settings, url: MODEL_URL }),
    control: { ...noHumans, hangUp: async () => {}, sayAndHangUp: async () => {} },
  },
  lead: async () => ({
    conversation: {
      handle: ({ type }) => {
        if (type === "begun") return greeting(PHRASE);
        return type === "answered_by" ? [{ type: "hush" }, say("say_2", "Please call back.")] : [];
      },
    },
    skills: { run: async () => ({ ok: true, result: {} }) },
    ended: async () => {},
  }),
});
stopOnSignals(() => voice.stop());
process.stdout.write(`PORT ${voice.server.port}\n`);

// One voice process, from its port to its last call. On SIGTERM it takes no new lines and waits for the calls it has.
import { randomUUID } from "node:crypto";
import { realClock } from "@/server/clock";
import type { Moderation } from "@/server/flows/ports";
import { log } from "@/server/log";
import { checkReadiness } from "@/server/readiness/check-readiness";
import { listenForLetters } from "@/server/voice/inbox/listen-for-letters";
import type { CallControl, PhoneDoor, RealtimeModel } from "@/server/voice/ports";
import { LOOK_EVERY_MS, MoneyWatch } from "@/server/voice/process/money-watch";
import { type CallDesk, openCall } from "@/server/voice/process/open-calls";
import { startVoiceServer, type VoiceServer } from "@/server/voice/process/voice-server";
import { closeLostStreams, KEEP_ALIVE_MS, keepStreamsAlive } from "@/server/voice/streams/keep-streams";
import type { VoiceTimings } from "@/server/voice/timings";

/** What the calls of a process are carried by. `moderation`: absent, nothing that is said is flagged. */
export type VoiceLines = { door: PhoneDoor; model: RealtimeModel; control: CallControl; moderation?: Moderation };

export type VoiceProcess = { server: VoiceServer; stop(): Promise<void> };

export async function runVoice(options: {
  at: { port: number; host?: string };
  databaseUrl: string;
  /** null: nobody is let in. */
  lines: VoiceLines | null;
  timings: VoiceTimings;
  drainMs: number;
  lead: CallDesk["lead"];
}): Promise<VoiceProcess> {
  const clock = realClock;
  const processId = randomUUID();
  const { lines, timings, lead } = options;
  const money = new MoneyWatch((streamId, happening) => server.tell(streamId, happening));
  const server = await startVoiceServer({
    at: options.at,
    door: lines?.door ?? null,
    open: async (token) => (lines ? openCall({ ...lines, timings, lead, money, processId, clock }, token) : "unknown"),
    ready: async () => (await checkReadiness({ embeddedQueue: false })).ready,
    note: (what, details) => log.warn({ ...details, processId }, what),
  });
  const letters = listenForLetters(options.databaseUrl, ({ streamId, event }) => server.tell(streamId, event));
  const looks = setInterval(() => void money.look(), LOOK_EVERY_MS);
  const pulse = setInterval(() => void beat(), KEEP_ALIVE_MS);
  // After an outage every process first tells that its calls are alive: until then the silent ones are not lost.
  let isSteady = true;
  async function beat(): Promise<void> {
    const wasSteady = isSteady;
    try {
      await keepStreamsAlive(server.streamIds(), clock);
      isSteady = true;
    } catch (err) {
      isSteady = false;
      return log.warn({ err }, "no sign of life kept");
    }
    if (wasSteady)
      await closeLostStreams(clock).catch((err: unknown) => log.warn({ err }, "lost calls were not looked for"));
  }
  return {
    server,
    async stop() {
      await server.drain(options.drainMs);
      clearInterval(pulse);
      clearInterval(looks);
      await letters.close();
      await server.close();
    },
  };
}

// Who knocks, and is gone before the call was found: over a real socket.
import { connect } from "node:net";
import { expect, test } from "vitest";
import { realClock } from "@/server/clock";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { acceptStream } from "@/server/providers/twilio/media-streams/phone-leg";
import { CallSession } from "@/server/voice/call/call-session";
import { startVoiceServer } from "@/server/voice/process/voice-server";
import { noHumans } from "@/server/voice/testing/no-humans";
import { ScriptedRealtime } from "@/server/voice/testing/scripted-realtime";
import { voiceTimings } from "@/server/voice/timings";

test("who hangs up while the call is still being found leaves no session behind", async () => {
  const model = await ScriptedRealtime.start();
  const settings = { apiKey: "sk-test", url: model.url, model: "m", transcriptionModel: "t", voice: "marin" };
  const session = () =>
    new CallSession(
      { callId: "call_1", direction: "outbound", language: "en", languages: ["en"], instructions: "" },
      {
        model: openaiRealtime(settings),
        control: { ...noHumans, hangUp: async () => {}, sayAndHangUp: async () => {} },
        conversation: { handle: () => [] },
        skills: { run: async () => ({ ok: true, result: {} }) },
        clock: realClock,
        timings: voiceTimings,
        note: () => {},
      },
    );
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const ended: string[] = [];
  const server = await startVoiceServer({
    at: { port: 0, host: "127.0.0.1" },
    door: { knock: () => ({ token: "token" }), accept: (socket) => acceptStream(socket) },
    async open() {
      asked.resolve();
      await left.promise;
      return {
        streamId: "stream_1",
        callRef: "CA1",
        begin: session,
        ended: async ({ detail }) => void ended.push(detail),
      };
    },
    ready: async () => true,
    note: () => {},
  });
  const socket = connect(server.port, "127.0.0.1");
  const handshake = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"];
  const key = `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`;
  socket.write(["GET /line HTTP/1.1", "Host: x", ...handshake, key, "", ""].join("\r\n"));
  await asked.promise;
  socket.resetAndDestroy();
  // Whatever comes after it was read after it.
  await fetch(`http://127.0.0.1:${server.port}/healthz`);
  left.resolve();
  await expect.poll(() => ended).toEqual(["closed_early"]);
  expect(server.streamIds()).toEqual([]);
  await server.close();
  await model.close();
});

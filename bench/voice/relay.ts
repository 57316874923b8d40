// The least that joins the two lines, as the vendors' samples do it: parse, take the audio out, put it into the other's frame.
// No marks, no ledger, no transcript, no checks. What the bridge is measured against.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { answerUsage } from "@/bench/voice/task";

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on("connection", (phone) => {
  const model = new WebSocket(`${process.env.BENCH_MODEL_URL}?model=bench`, { perMessageDeflate: false });
  let streamSid = "";
  phone.on("message", (data) => {
    const frame = JSON.parse(String(data));
    if (frame.event === "start") {
      streamSid = frame.start.streamSid;
    } else if (frame.event === "media" && model.readyState === WebSocket.OPEN) {
      model.send(JSON.stringify({ type: "input_audio_buffer.append", audio: frame.media.payload }));
    }
  });
  model.on("message", (data) => {
    const event = JSON.parse(String(data));
    if (event.type === "session.created") {
      model.send(JSON.stringify({ type: "session.update", session: { type: "realtime" } }));
      model.send(JSON.stringify({ type: "response.create" }));
    } else if (event.type === "response.output_audio.delta") {
      phone.send(JSON.stringify({ event: "media", streamSid, media: { payload: event.delta } }));
    }
  });
  phone.on("close", () => model.close());
  model.on("error", () => {});
  phone.on("error", () => {});
});

server.listen(0, "127.0.0.1", () => process.send?.("ready"));
process.on("message", (message) => {
  if (message === "address") process.send?.(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
answerUsage();

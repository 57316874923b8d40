// The model of bench:voice: speaks the vendor's events, and gives each frame back as the next delta of the response that was
// asked for, with the words of a transcript now and then. To the bare relay, which asks for nothing, it speaks from the start.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { BARGE_IN } from "@/bench/voice/task";

const WORDS_EVERY_FRAMES = 10;
/** A sentence: the response goes on with another item. */
const ITEM_FRAMES = 400;
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, skipUTF8Validation: true });
let made = 0;

sockets.on("connection", (socket) => {
  let response: { id: string; itemId: string } | null = null;
  let frames = 0;
  let heardMs = 0;
  const emit = (type: string, event: object = {}) => socket.send(JSON.stringify({ type, event_id: "event", ...event }));
  const begin = (metadata: unknown) => {
    made += 1;
    response = { id: `resp_${made}`, itemId: `item_${made}` };
    emit("response.created", { response: { id: response.id, status: "in_progress", metadata } });
    const item = { id: response.itemId, type: "message", role: "assistant", content: [] };
    emit("response.output_item.added", { response_id: response.id, output_index: 0, item });
    emit("conversation.item.added", { previous_item_id: null, item });
  };
  const end = (status: string) => {
    if (response) emit("response.done", { response: { id: response.id, status, status_details: null, usage: null } });
    response = null;
  };
  emit("session.created", { session: { type: "realtime", expires_at: Math.floor(Date.now() / 1_000) + 3_600 } });
  socket.on("message", (data) => {
    const text = String(data);
    if (!text.startsWith('{"type":"input_audio_buffer.append"')) {
      const event = JSON.parse(text) as { type: string; response?: { metadata?: unknown }; session?: object };
      if (event.type === "session.update") emit("session.updated", { session: event.session });
      if (event.type === "response.create") begin(event.response?.metadata);
      if (event.type === "response.cancel") end("cancelled");
      return;
    }
    const audio = (JSON.parse(text) as { audio: string }).audio;
    heardMs += 20;
    if (Buffer.from(audio.slice(0, 8), "base64")[4] === BARGE_IN) {
      return emit("input_audio_buffer.speech_started", { audio_start_ms: heardMs, item_id: `person_${frames}` });
    }
    if (!response) return;
    const { id, itemId } = response;
    frames += 1;
    socket.send(
      `{"type":"response.output_audio.delta","event_id":"event_${frames}","response_id":"${id}","item_id":"${itemId}","output_index":0,"content_index":0,"delta":"${audio}"}`,
    );
    if (frames % WORDS_EVERY_FRAMES === 0) {
      const where = { response_id: id, item_id: itemId, output_index: 0, content_index: 0 };
      emit("response.output_audio_transcript.delta", { ...where, delta: "word " });
      if (frames % ITEM_FRAMES !== 0) return;
      emit("response.output_audio.done", where);
      emit("response.output_audio_transcript.done", { ...where, transcript: "word ".repeat(40) });
      made += 1;
      response.itemId = `item_${made}`;
    }
  });
  socket.on("error", () => {});
});

server.listen(0, "127.0.0.1", () => process.send?.("ready"));
process.on("message", () => process.send?.(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`));

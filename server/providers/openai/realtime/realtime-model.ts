// OpenAI Realtime as the model leg of a call, on a plain WebSocket: the vendor's own client allows no address but wss. From
// the package come the types. The session never answers by itself, and is never interrupted by itself: the bridge does both.
import type { RealtimeClientEvent, RealtimeSessionCreateRequest } from "openai/resources/realtime/realtime";
import { WebSocket } from "ws";
import { faultOf, readServerEvent, readSessionEvent } from "@/server/providers/openai/realtime/server-events";
import {
  ModelError,
  type ModelEvent,
  type ModelLeg,
  type ModelSettings,
  type RealtimeModel,
  type ResponseRequest,
} from "@/server/voice/ports";

export type RealtimeSettings = {
  apiKey: string;
  /** ws or wss, without a query. */
  url: string;
  model: string;
  transcriptionModel: string;
  voice: string;
};

const OPEN_WITHIN_MS = 5_000;
const MESSAGE_BYTES_MAX = 4 * 1_024 * 1_024;

export function openaiRealtime(settings: RealtimeSettings): RealtimeModel {
  return { connect: (call, listener, signal) => connect(settings, call, listener, signal) };
}

function connect(
  settings: RealtimeSettings,
  call: ModelSettings,
  listener: (event: ModelEvent) => void,
  signal: AbortSignal,
): Promise<ModelLeg> {
  const address = new URL(settings.url);
  address.searchParams.set("model", settings.model);
  const socket = new WebSocket(address, {
    headers: { Authorization: `Bearer ${settings.apiKey}` },
    handshakeTimeout: OPEN_WITHIN_MS,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    let expiresAt: Date | null = null;
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      socket.off("message", opening).off("close", closed).off("unexpected-response", refused);
    };
    const fail = (error: ModelError) => {
      settle();
      reject(error);
      socket.terminate();
    };
    const timer = setTimeout(() => fail(new ModelError("unreachable", "slow")), OPEN_WITHIN_MS);
    const aborted = () => fail(new ModelError("unreachable", "aborted"));
    const closed = (code: number) => fail(new ModelError("unreachable", `closed_${code}`));
    const refused = (_: unknown, response: { statusCode?: number }) => fail(errorOfStatus(response.statusCode ?? 0));
    const opening = (data: unknown) => {
      const text = String(data);
      const session = readSessionEvent(text);
      expiresAt = session?.expiresAt ?? expiresAt;
      if (session?.type === "session.created") {
        return socket.send(JSON.stringify({ type: "session.update", session: sessionOf(settings, call) }));
      }
      if (session?.type === "session.updated") {
        settle();
        return resolve(new OpenaiModelLeg(socket, expiresAt, call, listener));
      }
      const event = readServerEvent(text);
      if (event?.kind === "fault" && event.fault !== "harmless") fail(new ModelError(event.fault, event.code));
    };
    socket.on("error", () => {});
    socket.on("message", opening).on("close", closed).on("unexpected-response", refused);
    if (signal.aborted) aborted();
    else signal.addEventListener("abort", aborted, { once: true });
  });
}

function errorOfStatus(status: number): ModelError {
  if (status === 401 || status === 403) return new ModelError("fatal", "invalid_api_key");
  if (status === 429) return new ModelError(faultOf("rate_limit_exceeded"), "rate_limit_exceeded");
  return new ModelError("unreachable", `http_${status}`);
}

function sessionOf(settings: RealtimeSettings, call: ModelSettings): RealtimeSessionCreateRequest {
  const format = { type: "audio/pcmu" } as const;
  return {
    type: "realtime",
    output_modalities: ["audio"],
    instructions: call.instructions,
    tool_choice: "none",
    audio: {
      input: {
        format,
        noise_reduction: { type: "near_field" },
        transcription: { model: settings.transcriptionModel, languages: [...call.languages] },
        turn_detection: { type: "server_vad", create_response: false, interrupt_response: false },
      },
      output: { format, voice: settings.voice },
    },
  };
}

class OpenaiModelLeg implements ModelLeg {
  readonly expiresAt: Date | null;
  readonly #socket: WebSocket;

  constructor(
    socket: WebSocket,
    expiresAt: Date | null,
    { history }: ModelSettings,
    listener: (event: ModelEvent) => void,
  ) {
    this.#socket = socket;
    this.expiresAt = expiresAt;
    for (const { speaker, text } of history) this.#remind(speaker, text);
    socket.on("message", (data) => {
      const event = readServerEvent(String(data));
      if (event) listener(event);
    });
    socket.on("close", (code) => listener({ kind: "closed", code }));
  }

  hear(payload: string) {
    if (this.#isOpen) this.#socket.send(`{"type":"input_audio_buffer.append","audio":"${payload}"}`);
  }

  respond(request: ResponseRequest) {
    const { requestId, instructions } = request;
    const metadata = { request_id: requestId };
    if (request.kind === "speech") {
      const response = { instructions, metadata, tools: [], tool_choice: "none" as const };
      return this.#send({ type: "response.create", event_id: requestId, response });
    }
    const { tool } = request;
    this.#send({
      type: "response.create",
      event_id: requestId,
      // Of what is proposed nothing stands in the conversation: our engine decides what comes of it.
      response: {
        conversation: "none",
        output_modalities: ["text"],
        instructions,
        metadata,
        tools: [{ type: "function", ...tool }],
        tool_choice: { type: "function", name: tool.name },
      },
    });
  }

  cancel(responseId: string) {
    this.#send({ type: "response.cancel", response_id: responseId });
  }

  truncate({ itemId, contentIndex, heardMs }: { itemId: string; contentIndex: number; heardMs: number }) {
    this.#send({
      type: "conversation.item.truncate",
      item_id: itemId,
      content_index: contentIndex,
      audio_end_ms: heardMs,
    });
  }

  forget(itemId: string) {
    this.#send({ type: "conversation.item.delete", item_id: itemId });
  }

  note(text: string) {
    const content = [{ type: "input_text" as const, text }];
    this.#send({ type: "conversation.item.create", item: { type: "message", role: "system", content } });
  }

  bufferedBytes() {
    return this.#socket.bufferedAmount;
  }

  close() {
    this.#socket.close(1000);
  }

  #remind(speaker: "person" | "agent", text: string) {
    this.#send({
      type: "conversation.item.create",
      item:
        speaker === "person"
          ? { type: "message", role: "user", content: [{ type: "input_text", text }] }
          : { type: "message", role: "assistant", content: [{ type: "output_text", text }] },
    });
  }

  #send(event: RealtimeClientEvent) {
    if (this.#isOpen) this.#socket.send(JSON.stringify(event));
  }

  get #isOpen() {
    return this.#socket.readyState === this.#socket.OPEN;
  }
}

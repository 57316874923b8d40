import type { WebSocket } from "ws";
import { isSilent, Listener, spoken } from "@/server/voice/testing/audible-text";
import type { ClientEvent, RealtimeScript, Reply, Speech } from "@/server/voice/testing/scripted-realtime";

type Item = { id: string; audioMs: number; isMessage: boolean };
type Active = { id: string; requestId: string | undefined; isOver: boolean };

const messages: Record<string, string> = {
  conversation_already_has_active_response: "Conversation already has an active response in progress.",
  response_cancel_not_active: "Cancellation failed: no active response found",
  session_expired: "Your session hit the maximum duration of 60 minutes.",
};
let made = 0;
const newId = (what: string) => {
  made += 1;
  return `${what}_${made}`;
};

export class ScriptedSession {
  readonly received: ClientEvent[] = [];
  /** What the vendor refused. */
  readonly errors: { code: string; message: string }[] = [];
  /** Of the audio that was heard, everything. */
  heardBytes = 0;
  settings: Record<string, unknown> | null = null;
  readonly #socket: WebSocket;
  readonly #script: () => RealtimeScript;
  readonly #items = new Map<string, Item>();
  #lastItemId: string | null = null;
  #active: Active | null = null;
  #responses = 0;
  #speech: Buffer[] = [];
  #speechItem: string | null = null;
  #silentMs = 0;

  constructor(socket: WebSocket, script: () => RealtimeScript, openError?: string) {
    this.#socket = socket;
    this.#script = script;
    socket.on("error", () => {});
    socket.on("message", (data) => this.#receive(JSON.parse(String(data)), openError));
    const expiresAt = Math.floor((Date.now() + (script().expiresInMs ?? 3_600_000)) / 1_000);
    this.emit("session.created", { session: { type: "realtime", id: newId("sess"), expires_at: expiresAt } });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get activeResponse(): string | null {
    return this.#active?.id ?? null;
  }

  emit(type: string, event: Record<string, unknown> = {}) {
    if (this.isOpen) this.#socket.send(JSON.stringify({ type, event_id: newId("event"), ...event }));
  }

  raw(text: string) {
    this.#socket.send(text);
  }

  error(code: string, message = messages[code] ?? code, eventId: unknown = null) {
    this.errors.push({ code, message });
    this.emit("error", { error: { type: "invalid_request_error", code, message, param: null, event_id: eventId } });
  }

  expire() {
    this.error("session_expired");
    this.#socket.close(1001, "expired");
  }

  drop() {
    this.#socket.terminate();
  }

  /** Takes nothing off the network any more. */
  stall() {
    this.#socket.pause();
  }

  /** A response that nobody asked for is under way. */
  occupy(): { release(): void } {
    const active = { id: newId("resp"), requestId: undefined, isOver: false };
    this.#active = active;
    return { release: () => this.#end(active, { status: "completed" }) };
  }

  #receive(event: ClientEvent, openError: string | undefined) {
    if (event.type !== "input_audio_buffer.append") this.received.push(event);
    switch (event.type) {
      case "session.update":
        if (openError) return this.error(openError);
        this.settings = event.session as Record<string, unknown>;
        return this.emit("session.updated", { session: { ...this.settings, id: "sess" } });
      case "input_audio_buffer.append":
        return this.#hear(Buffer.from(String(event.audio), "base64"));
      case "conversation.item.create":
        return this.#place(newId("item"), (event.item as { role: string }).role);
      case "conversation.item.truncate":
        return this.#truncate(event);
      case "conversation.item.delete":
        if (!this.#items.delete(String(event.item_id))) return this.error("item_delete_invalid_item_id");
        return this.emit("conversation.item.deleted", { item_id: event.item_id });
      case "response.cancel":
        if (!this.#active || (event.response_id && event.response_id !== this.#active.id)) {
          return this.error("response_cancel_not_active");
        }
        return this.#end(this.#active, { status: "cancelled", reason: "client_cancelled" });
      case "response.create":
        return void this.#respond(event);
      default:
        return this.error("invalid_event", `Unknown event ${event.type}`);
    }
  }

  #hear(audio: Buffer) {
    this.heardBytes += audio.length;
    const { silenceMs = 500 } = this.#script();
    if (!isSilent(audio)) {
      this.#silentMs = 0;
      this.#speech.push(audio);
      if (this.#speechItem) return;
      this.#speechItem = newId("item");
      const audio_start_ms = Math.floor(this.heardBytes / 8);
      this.emit("input_audio_buffer.speech_started", { audio_start_ms, item_id: this.#speechItem });
      return;
    }
    if (!this.#speechItem) return;
    this.#silentMs += audio.length / 8;
    if (this.#silentMs < silenceMs) return;
    const itemId = this.#speechItem;
    const listener = new Listener();
    listener.hear(Buffer.concat(this.#speech));
    const text = listener.words;
    this.#speechItem = null;
    this.#speech = [];
    this.emit("input_audio_buffer.speech_stopped", {
      audio_end_ms: Math.floor(this.heardBytes / 8),
      item_id: itemId,
    });
    this.emit("input_audio_buffer.committed", { previous_item_id: this.#lastItemId, item_id: itemId });
    this.#place(itemId, "user");
    this.#transcribe(itemId, text);
  }

  #transcribe(itemId: string, text: string) {
    const { transcriptAfterMs = 0 } = this.#script();
    const name = "conversation.item.input_audio_transcription";
    const where = { item_id: itemId, content_index: 0 };
    if (transcriptAfterMs === "never") {
      const error = { type: "transcription_error", code: "audio_unintelligible", message: "unintelligible" };
      return this.emit(`${name}.failed`, { ...where, error });
    }
    setTimeout(() => {
      for (const word of text.split(/(?<= )/)) this.emit(`${name}.delta`, { ...where, delta: word });
      this.emit(`${name}.completed`, { ...where, transcript: text, usage: { type: "tokens" } });
    }, transcriptAfterMs);
  }

  #place(id: string, role: string) {
    this.#items.set(id, { id, audioMs: 0, isMessage: true });
    this.emit("conversation.item.added", {
      previous_item_id: this.#lastItemId,
      item: { id, type: "message", role, status: "completed", content: [] },
    });
    this.#lastItemId = id;
  }

  #truncate(event: ClientEvent) {
    const item = this.#items.get(String(event.item_id));
    if (!item) return this.error("invalid_value", `Item with item_id not found: ${event.item_id}`);
    const endMs = Number(event.audio_end_ms);
    if (endMs > item.audioMs) {
      return this.error("invalid_value", `Audio content of ${item.audioMs}ms is already shorter than ${endMs}ms`);
    }
    item.audioMs = endMs;
    const { item_id, content_index, audio_end_ms } = event;
    this.emit("conversation.item.truncated", { item_id, content_index, audio_end_ms });
  }

  async #respond(event: ClientEvent) {
    const response = (event.response ?? {}) as {
      instructions?: string;
      conversation?: string;
      metadata?: Record<string, string>;
      tools?: { name: string }[];
    };
    if (this.#active) {
      return this.error("conversation_already_has_active_response", undefined, event.event_id);
    }
    const requestId = response.metadata?.request_id;
    const isProposal = response.conversation === "none";
    const asked = { instructions: response.instructions ?? "", isProposal, requestId, nth: this.#responses };
    this.#responses += 1;
    const active: Active = { id: newId("resp"), requestId, isOver: false };
    this.#active = active;
    const reply = (await this.#script().reply?.(asked)) ?? defaultReply(asked);
    if (typeof reply === "object" && "refuse" in reply) {
      this.#active = null;
      return this.error(reply.refuse, undefined, event.event_id);
    }
    this.emit("response.created", {
      response: { object: "realtime.response", id: active.id, status: "in_progress", metadata: response.metadata },
    });
    this.emit("rate_limits.updated", {
      rate_limits: [
        { name: "requests", limit: 1_000, remaining: 999, reset_seconds: 60 },
        { name: "tokens", limit: 50_000, remaining: 49_950, reset_seconds: 0.1 },
      ],
    });
    await this.#play(active, reply, response.tools?.[0]?.name ?? "propose");
  }

  async #play(active: Active, reply: Reply, toolName: string) {
    if (reply === "never") return;
    if ("fail" in reply) return this.#end(active, { status: reply.status ?? "failed", error: reply.fail });
    if ("propose" in reply) {
      if (reply.afterMs) await pause(reply.afterMs);
      if (active.isOver) return;
      const call = { response_id: active.id, item_id: newId("fc"), output_index: 0, call_id: newId("call") };
      const json = reply.rawArguments ?? JSON.stringify(reply.propose);
      this.emit("response.function_call_arguments.delta", { ...call, delta: json });
      this.emit("response.function_call_arguments.done", { ...call, name: toolName, arguments: json });
      return this.#end(active, { status: "completed" });
    }
    if ("say" in reply) await this.#speak(active, reply);
  }

  async #speak(active: Active, reply: Speech) {
    const id = newId("item");
    const where = { response_id: active.id, item_id: id, output_index: 0, content_index: 0 };
    const item = {
      id,
      object: "realtime.item",
      type: "message",
      status: "in_progress",
      role: "assistant",
      content: [],
    };
    this.emit("response.output_item.added", { response_id: active.id, output_index: 0, item });
    this.#place(id, "assistant");
    this.emit("response.content_part.added", { ...where, part: { type: "audio", transcript: "" } });
    const chunkBytes = (reply.chunkMs ?? 200) * 8;
    const audio = spoken(reply.say);
    const known = this.#items.get(id);
    for (let at = 0; at < audio.length; at += chunkBytes) {
      if (active.isOver || at >= (reply.stallsAfterMs ?? Number.POSITIVE_INFINITY) * 8) return;
      const chunk = audio.subarray(at, at + chunkBytes);
      const delta = reply.say.slice(Math.ceil(at / 400), Math.ceil((at + chunk.length) / 400));
      if (delta) this.emit("response.output_audio_transcript.delta", { ...where, delta });
      if (known) known.audioMs += chunk.length / 8;
      this.emit("response.output_audio.delta", { ...where, delta: chunk.toString("base64") });
      await pause(reply.paceMs ?? 0);
    }
    if (active.isOver) return;
    this.emit("response.output_audio.done", where);
    this.emit("response.output_audio_transcript.done", { ...where, transcript: reply.say });
    this.emit("response.content_part.done", { ...where, part: { type: "audio", transcript: reply.say } });
    this.emit("response.output_item.done", { response_id: active.id, output_index: 0, item });
    this.emit("conversation.item.done", { previous_item_id: null, item });
    this.#end(active, { status: "completed" });
  }

  #end(active: Active, why: { status: string; reason?: string; error?: string }) {
    if (active.isOver) return;
    active.isOver = true;
    if (this.#active === active) this.#active = null;
    const error = why.error ? { type: why.error, code: why.error } : undefined;
    const details = why.reason || error ? { type: why.status, reason: why.reason, error } : null;
    this.emit("response.done", {
      response: {
        object: "realtime.response",
        id: active.id,
        status: why.status,
        status_details: details,
        output: [],
        usage: { total_tokens: 30, input_tokens: 20, output_tokens: 10 },
      },
    });
  }
}

const pause = (ms: number) => new Promise<void>((done) => (ms > 0 ? setTimeout(done, ms) : setImmediate(done)));

/** Says what stands between quotation marks; proposes nothing in particular. */
function defaultReply({ instructions, isProposal }: { instructions: string; isProposal: boolean }): Reply {
  if (isProposal) return { propose: { kind: "unclear" } };
  const quoted = /"([\s\S]*)"/.exec(instructions)?.[1];
  return { say: quoted ?? "well" };
}

// What the Realtime vendor tells, in the bridge's words. Reading is total: events we do not use are null, and so is what
// cannot be read. Audio comes many times a second, so it is checked by hand; all others by their schema.
import type { RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { z } from "zod";
import type { ModelEvent, ModelFault } from "@/server/voice/ports";

type Name = RealtimeServerEvent["type"];

const id = z.string().min(1);
const ofItem = { item_id: id };
const ofAnswer = { response_id: id, item_id: id };
const usage = z
  .looseObject({ input_tokens: z.number().default(0), output_tokens: z.number().default(0) })
  .nullish()
  .transform((u) => (u ? { inputTokens: u.input_tokens, outputTokens: u.output_tokens } : null));

/** One reader an event that we use. */
const readers: { [E in Name]?: (event: unknown) => ModelEvent | null } = {
  "input_audio_buffer.speech_started": reader(z.object(ofItem), (e) => ({ kind: "speech_started", itemId: e.item_id })),
  "input_audio_buffer.speech_stopped": reader(z.object(ofItem), (e) => ({ kind: "speech_stopped", itemId: e.item_id })),
  "input_audio_buffer.committed": reader(z.object({ ...ofItem, previous_item_id: id.nullish() }), (e) => ({
    kind: "turn_ended",
    itemId: e.item_id,
    previousItemId: e.previous_item_id ?? null,
  })),
  "conversation.item.added": reader(
    z.object({ previous_item_id: id.nullish(), item: z.looseObject({ id, role: z.string().optional() }) }),
    (e) => ({
      kind: "item_placed",
      itemId: e.item.id,
      previousItemId: e.previous_item_id ?? null,
      speaker: e.item.role === "user" ? "person" : e.item.role === "assistant" ? "agent" : null,
    }),
  ),
  "conversation.item.input_audio_transcription.delta": reader(
    z.object({ ...ofItem, delta: z.string().default("") }),
    (e) => ({ kind: "person_said", itemId: e.item_id, text: e.delta, isFinal: false }),
  ),
  "conversation.item.input_audio_transcription.completed": reader(
    z.object({ ...ofItem, transcript: z.string() }),
    (e) => ({ kind: "person_said", itemId: e.item_id, text: e.transcript, isFinal: true }),
  ),
  "conversation.item.input_audio_transcription.failed": reader(
    z.object({ ...ofItem, error: z.looseObject({ code: z.string().nullish() }) }),
    (e) => ({ kind: "person_unclear", itemId: e.item_id, code: e.error.code ?? "unknown" }),
  ),
  "response.created": reader(
    z.object({ response: z.looseObject({ id, metadata: z.record(z.string(), z.string()).nullish() }) }),
    (e) => ({
      kind: "response_started",
      responseId: e.response.id,
      requestId: e.response.metadata?.request_id ?? null,
    }),
  ),
  "response.output_audio.done": reader(z.object({ ...ofAnswer, content_index: z.number().int() }), (e) => ({
    kind: "audio_ended",
    responseId: e.response_id,
    itemId: e.item_id,
    contentIndex: e.content_index,
  })),
  "response.output_audio_transcript.delta": reader(z.object({ ...ofAnswer, delta: z.string() }), (e) => ({
    kind: "agent_said",
    responseId: e.response_id,
    itemId: e.item_id,
    text: e.delta,
    isFinal: false,
  })),
  "response.output_audio_transcript.done": reader(z.object({ ...ofAnswer, transcript: z.string() }), (e) => ({
    kind: "agent_said",
    responseId: e.response_id,
    itemId: e.item_id,
    text: e.transcript,
    isFinal: true,
  })),
  "response.function_call_arguments.done": reader(
    z.object({ response_id: id, call_id: id, name: z.string().default(""), arguments: z.string() }),
    (e) => ({
      kind: "proposed",
      responseId: e.response_id,
      callId: e.call_id,
      name: e.name,
      argumentsJson: e.arguments,
    }),
  ),
  "response.done": reader(
    z.object({
      response: z.looseObject({
        id,
        status: z.enum(["completed", "cancelled", "incomplete", "failed"]),
        status_details: z
          .looseObject({
            reason: z.string().nullish(),
            error: z.looseObject({ code: z.string().nullish(), type: z.string().nullish() }).nullish(),
          })
          .nullish(),
        usage,
      }),
    }),
    ({ response: { id: responseId, status, status_details: why, usage: tokens } }) => ({
      kind: "response_ended",
      responseId,
      status,
      code: why?.error?.code ?? why?.error?.type ?? why?.reason ?? null,
      usage: tokens,
    }),
  ),
  "rate_limits.updated": reader(
    z.object({ rate_limits: z.array(z.looseObject({ remaining: z.number(), reset_seconds: z.number() })).min(1) }),
    ({ rate_limits }) => {
      const tightest = rate_limits.reduce((least, each) => (each.remaining < least.remaining ? each : least));
      return { kind: "limits", remaining: tightest.remaining, resetSeconds: tightest.reset_seconds };
    },
  ),
  error: reader(
    z.object({
      error: z.looseObject({ type: z.string().nullish(), code: z.string().nullish(), event_id: z.string().nullish() }),
    }),
    ({ error }) => {
      const code = error.code ?? error.type ?? "unknown";
      return { kind: "fault", fault: faultOf(code), code, requestId: error.event_id ?? null };
    },
  ),
};

export function readServerEvent(text: string): ModelEvent | null {
  const event = parsed(text);
  if (!event) return null;
  if (event.type === "response.output_audio.delta") return readAudio(event);
  return readers[event.type as Name]?.(event) ?? null;
}

/** The two that only opening the leg asks about. */
export function readSessionEvent(text: string): { type: string; expiresAt: Date | null } | null {
  const event = parsed(text);
  if (event?.type !== "session.created" && event?.type !== "session.updated") return null;
  const session = event.session as { expires_at?: unknown } | null | undefined;
  const at = session?.expires_at;
  return { type: event.type, expiresAt: typeof at === "number" && at > 0 ? new Date(at * 1_000) : null };
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function readAudio({ response_id, item_id, content_index, delta }: Record<string, unknown>): ModelEvent | null {
  if (typeof response_id !== "string" || typeof item_id !== "string" || typeof delta !== "string") return null;
  if (delta.length === 0 || delta.length % 4 !== 0 || !base64.test(delta)) return null;
  const contentIndex = typeof content_index === "number" ? content_index : 0;
  return { kind: "audio", responseId: response_id, itemId: item_id, contentIndex, payload: delta };
}

function parsed(text: string): (Record<string, unknown> & { type: string }) | null {
  try {
    const event: unknown = JSON.parse(text);
    const isEvent = typeof event === "object" && event !== null && "type" in event && typeof event.type === "string";
    return isEvent ? (event as Record<string, unknown> & { type: string }) : null;
  } catch {
    return null;
  }
}

function reader<S extends z.ZodType>(schema: S, then: (event: z.output<S>) => ModelEvent) {
  return (event: unknown): ModelEvent | null => {
    const read = schema.safeParse(event);
    return read.success ? then(read.data) : null;
  };
}

const faults: Record<string, ModelFault> = {
  response_cancel_not_active: "harmless",
  input_audio_buffer_commit_empty: "harmless",
  conversation_already_has_active_response: "collision",
  rate_limit_exceeded: "rate_limited",
  session_expired: "expired",
  insufficient_quota: "fatal",
  invalid_api_key: "fatal",
  account_deactivated: "fatal",
  billing_hard_limit_reached: "fatal",
};

/** Most errors leave the session open: what we do not know was a refusal of one request. */
export function faultOf(code: string): ModelFault {
  return faults[code] ?? "refused";
}

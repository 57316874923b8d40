import fc from "fast-check";
import { expect, test } from "vitest";
import { readServerEvent, readSessionEvent } from "@/server/providers/openai/realtime/server-events";

const read = (event: unknown) => readServerEvent(JSON.stringify(event));

test("the vendor's own examples are understood", () => {
  expect(
    read({
      event_id: "event_4950",
      type: "response.output_audio.delta",
      response_id: "resp_001",
      item_id: "msg_008",
      output_index: 0,
      content_index: 0,
      delta: "Base64EncodedAudioDelta=",
    }),
  ).toEqual({
    kind: "audio",
    responseId: "resp_001",
    itemId: "msg_008",
    contentIndex: 0,
    payload: "Base64EncodedAudioDelta=",
  });
  expect(
    read({ event_id: "e", type: "input_audio_buffer.committed", previous_item_id: "msg_001", item_id: "msg_002" }),
  ).toEqual({ kind: "turn_ended", itemId: "msg_002", previousItemId: "msg_001" });
  expect(
    read({
      type: "conversation.item.input_audio_transcription.completed",
      event_id: "event_CCXGRvtUVrax5SJAnNOWZ",
      item_id: "item_CCXGQ4e1ht4cOraEYcuR2",
      content_index: 0,
      transcript: "Hey, can you hear me?",
      usage: { type: "tokens", total_tokens: 22, input_tokens: 13, output_tokens: 9 },
    }),
  ).toEqual({
    kind: "person_said",
    itemId: "item_CCXGQ4e1ht4cOraEYcuR2",
    text: "Hey, can you hear me?",
    isFinal: true,
  });
  expect(
    read({
      type: "rate_limits.updated",
      rate_limits: [
        { name: "requests", limit: 1000, remaining: 999, reset_seconds: 60 },
        { name: "tokens", limit: 50000, remaining: 50, reset_seconds: 4 },
      ],
    }),
  ).toEqual({ kind: "limits", remaining: 50, resetSeconds: 4 });
  expect(
    read({
      type: "response.function_call_arguments.done",
      response_id: "resp_002",
      item_id: "fc_001",
      call_id: "call_001",
      name: "get_weather",
      arguments: '{"location": "San Francisco"}',
    }),
  ).toMatchObject({ kind: "proposed", callId: "call_001", argumentsJson: '{"location": "San Francisco"}' });
  expect(
    read({
      type: "response.done",
      response: {
        id: "resp_1",
        status: "failed",
        status_details: { type: "failed", error: { type: "rate_limit_exceeded", code: "rate_limit_exceeded" } },
        usage: null,
      },
    }),
  ).toEqual({
    kind: "response_ended",
    responseId: "resp_1",
    status: "failed",
    code: "rate_limit_exceeded",
    usage: null,
  });
});

test.each([
  ["response_cancel_not_active", "harmless"],
  ["input_audio_buffer_commit_empty", "harmless"],
  ["conversation_already_has_active_response", "collision"],
  ["session_expired", "expired"],
  ["rate_limit_exceeded", "rate_limited"],
  ["insufficient_quota", "fatal"],
  ["invalid_api_key", "fatal"],
  ["account_deactivated", "fatal"],
  ["billing_hard_limit_reached", "fatal"],
  ["invalid_event", "refused"],
])("the error %s is %s", (code, fault) => {
  const error = { type: "invalid_request_error", code, message: "…", param: null, event_id: "say_1" };
  expect(read({ type: "error", event_id: "e", error })).toEqual({ kind: "fault", fault, code, requestId: "say_1" });
});

test("a session tells when it ends", () => {
  const created = { type: "session.created", session: { expires_at: 1756324625 } };
  expect(readSessionEvent(JSON.stringify(created))).toEqual({
    type: "session.created",
    expiresAt: new Date(1756324625_000),
  });
  expect(readSessionEvent(JSON.stringify({ type: "session.updated", session: null }))).toEqual({
    type: "session.updated",
    expiresAt: null,
  });
});

test("whatever text comes, reading answers, and audio is nothing but audio", () => {
  const types = fc.constantFrom(
    "response.output_audio.delta",
    "response.done",
    "response.created",
    "error",
    "rate_limits.updated",
    "conversation.item.added",
    "toString",
    "of next year",
  );
  const event = fc.record(
    { type: types, response_id: fc.string(), item_id: fc.string(), delta: fc.jsonValue(), response: fc.jsonValue() },
    { requiredKeys: ["type"] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        event.map((e) => JSON.stringify(e)),
      ),
      (text) => {
        const told = readServerEvent(text);
        if (told?.kind === "audio") expect(told.payload).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
      },
    ),
    { numRuns: 500 },
  );
});

// The text frames of Twilio Media Streams. Reading is total: whatever comes, nothing is thrown. Audio comes fifty times a
// second a call, so its frames are checked by hand; all others by their schema. Writing puts text between text: what is
// put in was checked when it came in.
import { z } from "zod";

export type StreamFrame =
  | { kind: "connected" }
  | { kind: "start"; streamSid: string; callSid: string; accountSid: string; parameters: Record<string, string> }
  | { kind: "media"; payload: string; atMs: number }
  | { kind: "mark"; name: string }
  | { kind: "dtmf"; digit: string }
  | { kind: "stop" }
  /** An event we do not know; the vendor may add some. */
  | { kind: "other"; event: string }
  | { kind: "unreadable"; why: string };

const sid = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const frames = {
  connected: z.object({ event: z.literal("connected"), protocol: z.string().optional() }),
  start: z.object({
    event: z.literal("start"),
    start: z.object({
      streamSid: sid,
      callSid: sid,
      accountSid: sid,
      mediaFormat: z.object({
        encoding: z.literal("audio/x-mulaw"),
        sampleRate: z.literal(8_000),
        channels: z.literal(1),
      }),
      customParameters: z.record(z.string(), z.string()).default({}),
    }),
  }),
  mark: z.object({ event: z.literal("mark"), mark: z.object({ name: z.string().max(300) }) }),
  dtmf: z.object({ event: z.literal("dtmf"), dtmf: z.object({ digit: z.string().regex(/^[0-9*#A-D]$/) }) }),
  stop: z.object({ event: z.literal("stop") }),
};

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

export function readFrame(text: string): StreamFrame {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return unreadable("not JSON");
  }
  if (typeof frame !== "object" || frame === null) return unreadable("not an object");
  const { event } = frame as { event?: unknown };
  switch (event) {
    case "media":
      return readMedia(frame);
    case "mark":
      return read(frames.mark, frame, ({ mark }) => ({ kind: "mark", name: mark.name }));
    case "dtmf":
      return read(frames.dtmf, frame, ({ dtmf }) => ({ kind: "dtmf", digit: dtmf.digit }));
    case "start":
      return read(frames.start, frame, ({ start: { streamSid, callSid, accountSid, customParameters } }) => ({
        kind: "start",
        streamSid,
        callSid,
        accountSid,
        parameters: customParameters,
      }));
    case "connected":
      return read(frames.connected, frame, () => ({ kind: "connected" }));
    case "stop":
      return read(frames.stop, frame, () => ({ kind: "stop" }));
    default:
      return typeof event === "string" ? { kind: "other", event: event.slice(0, 40) } : unreadable("no event");
  }
}

/** `timestamp` is milliseconds since the stream began, as text. */
function readMedia(frame: object): StreamFrame {
  const { media } = frame as { media?: { payload?: unknown; timestamp?: unknown; track?: unknown } | null };
  if (typeof media !== "object" || media === null) return unreadable("media");
  const { payload, timestamp, track } = media;
  const atMs = Number(timestamp);
  if (typeof payload !== "string" || payload.length % 4 !== 0 || !base64.test(payload)) return unreadable("payload");
  if (typeof timestamp !== "string" || timestamp === "" || !(atMs >= 0 && atMs < Infinity))
    return unreadable("timestamp");
  if (track !== undefined && track !== "inbound") return { kind: "other", event: "media" };
  return { kind: "media", payload, atMs };
}

function read<S extends z.ZodType>(schema: S, frame: unknown, then: (value: z.output<S>) => StreamFrame): StreamFrame {
  const parsed = schema.safeParse(frame);
  return parsed.success ? then(parsed.data) : unreadable(parsed.error.issues[0]?.path.join(".") ?? "schema");
}

const unreadable = (why: string): StreamFrame => ({ kind: "unreadable", why });

/** What precedes and follows the payload in every frame of one stream. */
export function mediaFrames(streamSid: string): (payload: string) => string {
  const before = `{"event":"media","streamSid":"${streamSid}","media":{"payload":"`;
  return (payload) => `${before}${payload}"}}`;
}

export const markFrame = (streamSid: string, name: string) =>
  JSON.stringify({ event: "mark", streamSid, mark: { name } });

export const clearFrame = (streamSid: string) => JSON.stringify({ event: "clear", streamSid });

// A call's audio by Twilio Media Streams, as a leg of the bridge.
import type { WebSocket } from "ws";
import {
  clearFrame,
  markFrame,
  mediaFrames,
  readFrame,
  type StreamFrame,
} from "@/server/providers/twilio/media-streams/frames";
import type { PhoneEvent, PhoneLeg } from "@/server/voice/ports";

export type StreamLimits = {
  /** From the handshake to `start`. */
  startWithinMs: number;
  /** What the network has not taken when the line counts as broken. */
  bufferedBytesMax: number;
  unreadableMax: number;
};

export const streamLimits: StreamLimits = { startWithinMs: 10_000, bufferedBytesMax: 512 * 1_024, unreadableMax: 20 };

/** Why a socket never became a leg. */
class StreamError extends Error {
  constructor(readonly code: "no_start" | "wrong_order" | "unreadable" | "closed") {
    super(`The media stream did not begin: ${code}.`);
    this.name = "StreamError";
  }
}

const closeCodes = { over: 1000, draining: 1001, fault: 1011, protocol: 4400 } as const;

/** Waits for `connected` and `start`, in that order, and hands over the leg. Audio that comes before `listen` is kept. */
export function acceptStream(socket: WebSocket, limits: StreamLimits = streamLimits): Promise<PhoneLeg> {
  return new Promise((resolve, reject) => {
    let isConnected = false;
    const refuse = (error: StreamError) => {
      clearTimeout(timer);
      socket.off("message", first);
      socket.off("close", closed);
      socket.on("error", () => {});
      socket.close(closeCodes.protocol, error.code);
      reject(error);
    };
    const timer = setTimeout(() => refuse(new StreamError("no_start")), limits.startWithinMs);
    const closed = () => refuse(new StreamError("closed"));
    const first = (data: unknown) => {
      const frame = readFrame(String(data));
      if (frame.kind === "connected" && !isConnected) {
        isConnected = true;
        return;
      }
      if (frame.kind === "unreadable") return refuse(new StreamError("unreadable"));
      if (frame.kind === "other") return;
      if (frame.kind !== "start" || !isConnected) return refuse(new StreamError("wrong_order"));
      clearTimeout(timer);
      socket.off("message", first);
      socket.off("close", closed);
      resolve(new TwilioPhoneLeg(socket, frame, limits));
    };
    socket.on("message", first);
    socket.on("close", closed);
  });
}

class TwilioPhoneLeg implements PhoneLeg {
  readonly callRef: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly #socket: WebSocket;
  readonly #streamSid: string;
  readonly #asMedia: (payload: string) => string;
  readonly #limits: StreamLimits;
  #clockMs = 0;
  #listener: ((event: PhoneEvent) => void) | null = null;
  #early: PhoneEvent[] = [];
  #ended: Extract<PhoneEvent, { kind: "ended" }> | null = null;
  #unreadable = 0;

  constructor(socket: WebSocket, start: Extract<StreamFrame, { kind: "start" }>, limits: StreamLimits) {
    this.#socket = socket;
    this.#streamSid = start.streamSid;
    this.#asMedia = mediaFrames(start.streamSid);
    this.#limits = limits;
    this.callRef = start.callSid;
    this.parameters = start.parameters;
    socket.on("message", (data) => this.#read(readFrame(String(data))));
    socket.on("close", (code) => this.#end({ kind: "ended", by: "dropped", code }));
    socket.on("error", () => {});
  }

  clockMs() {
    return this.#clockMs;
  }

  play(payload: string) {
    this.#send(this.#asMedia(payload));
  }

  mark(name: string) {
    this.#send(markFrame(this.#streamSid, name));
  }

  clear() {
    this.#send(clearFrame(this.#streamSid));
  }

  bufferedBytes() {
    return this.#socket.bufferedAmount;
  }

  listen(listener: (event: PhoneEvent) => void) {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const event of early) listener(event);
  }

  close(why: "over" | "draining" | "fault") {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.close(closeCodes[why], why);
    this.#end({ kind: "ended", by: "us", code: closeCodes[why] });
  }

  #read(frame: StreamFrame) {
    switch (frame.kind) {
      case "media":
        this.#clockMs = frame.atMs;
        return this.#tell({ kind: "audio", payload: frame.payload, atMs: frame.atMs });
      case "mark":
        return this.#tell({ kind: "marked", name: frame.name });
      case "dtmf":
        return this.#tell({ kind: "pressed", digit: frame.digit });
      case "stop":
        return this.#end({ kind: "ended", by: "stopped", code: 1000 });
      case "unreadable":
        this.#unreadable += 1;
        if (this.#unreadable > this.#limits.unreadableMax) this.close("fault");
        return;
      default:
        return;
    }
  }

  /** A line that takes nothing any more would fill our memory with audio that nobody hears. */
  #send(frame: string) {
    if (this.#ended || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#limits.bufferedBytesMax) {
      this.#socket.terminate();
      return this.#end({ kind: "ended", by: "dropped", code: 1013 });
    }
    this.#socket.send(frame);
  }

  #end(event: Extract<PhoneEvent, { kind: "ended" }>) {
    if (this.#ended) return;
    this.#tell(event);
    this.#ended = event;
  }

  #tell(event: PhoneEvent) {
    if (this.#ended) return;
    if (this.#listener) this.#listener(event);
    else this.#early.push(event);
  }
}

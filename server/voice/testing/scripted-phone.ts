// A phone behind Twilio Media Streams, as the vendor behaves: frames of 20 ms either way, what is played in order, marks
// echoed when the ear has reached them and all at once after a `clear`. Its time is its own: `speed` 10 lives ten seconds in one.
import { WebSocket } from "ws";
import { FRAME_BYTES, isSilent, Listener, silence, spoken } from "@/server/voice/testing/audible-text";
import { until } from "@/server/voice/testing/until";

export type PhoneOptions = {
  callSid?: string;
  streamSid?: string;
  parameters?: Record<string, string>;
  headers?: Record<string, string>;
  speed?: number;
  /** Sends neither `connected` nor `start` by itself. */
  mute?: boolean;
  /** Marks never come back. */
  losesMarks?: boolean;
};

type Waiting = { audio: Buffer } | { mark: string };

/** Resolves when the line is open; rejects with the status where it is refused. */
export async function dial(url: string, options: PhoneOptions = {}): Promise<ScriptedPhone> {
  const socket = new WebSocket(url, { headers: options.headers, perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("unexpected-response", (_, response) => reject(new Error(`refused with ${response.statusCode}`)));
    socket.once("error", reject);
  });
  return new ScriptedPhone(socket, options);
}

export class ScriptedPhone {
  readonly callSid: string;
  readonly streamSid: string;
  /** Every frame that came, but for audio. */
  readonly frames: { event: string; [key: string]: unknown }[] = [];
  readonly closed: Promise<number>;
  readonly #ear = new Listener();
  unplayedMsMax = 0;
  /** Milliseconds of the line's own time. */
  nowMs = 0;
  closeCode: number | null = null;
  readonly #socket: WebSocket;
  readonly #options: PhoneOptions;
  #speech: Buffer[] = [];
  #waiting: Waiting[] = [];
  #sequence = 1;
  #chunk = 0;
  #timer: NodeJS.Timeout | undefined;
  #frozen = false;

  constructor(socket: WebSocket, options: PhoneOptions) {
    this.#socket = socket;
    this.#options = options;
    this.callSid = options.callSid ?? `CA${Math.floor(performance.now() * 1_000)}`;
    this.streamSid = options.streamSid ?? "MZ0001";
    socket.on("message", (data) => this.#receive(JSON.parse(String(data))));
    this.closed = new Promise((resolve) =>
      socket.on("close", (code) => {
        this.closeCode = code;
        clearInterval(this.#timer);
        resolve(code);
      }),
    );
    socket.on("error", () => {});
    if (!options.mute) this.begin();
  }

  begin() {
    this.send({ event: "connected", protocol: "Call", version: "1.0.0" });
    this.start();
    const speed = this.#options.speed ?? 5;
    const began = performance.now();
    this.#timer = setInterval(() => {
      const due = (performance.now() - began) * speed;
      while (this.nowMs + 20 <= due) this.#tick();
    }, 4);
  }

  start() {
    const start = {
      accountSid: "AC00000000000000000000000000000000",
      streamSid: this.streamSid,
      callSid: this.callSid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: this.#options.parameters ?? {},
    };
    this.send({ event: "start", sequenceNumber: String(this.#next()), start, streamSid: this.streamSid });
  }

  /** The person speaks; a second of silence follows, so that the end of the turn can be told. */
  say(text: string) {
    this.#speech.push(spoken(text), silence(1_000));
  }

  press(digit: string) {
    const dtmf = { track: "inbound_track", digit };
    this.send({ event: "dtmf", streamSid: this.streamSid, sequenceNumber: String(this.#next()), dtmf });
  }

  echo(name: string) {
    if (this.#options.losesMarks) return;
    const sequenceNumber = String(this.#next());
    this.send({ event: "mark", sequenceNumber, streamSid: this.streamSid, mark: { name } });
  }

  hangUp() {
    const stop = { accountSid: "AC00000000000000000000000000000000", callSid: this.callSid };
    this.send({ event: "stop", sequenceNumber: String(this.#next()), stop, streamSid: this.streamSid });
    this.#socket.close();
  }

  /** The network goes away: no `stop`, no closing handshake. */
  drop() {
    this.#socket.terminate();
  }

  /** Nothing more comes from the line, though it stays open. */
  freeze() {
    this.#frozen = true;
  }

  /** Takes nothing off the network any more. */
  stall() {
    this.#socket.pause();
  }

  /** The line's clock jumps: frames were lost on the way. */
  loseFrames(ms: number) {
    this.nowMs += ms;
  }

  send(frame: unknown) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    }
  }

  get words(): string {
    return this.#ear.words;
  }

  get unplayedMs(): number {
    return this.#waiting.reduce((sum, each) => sum + ("audio" in each ? each.audio.length / 8 : 0), 0);
  }

  hears(text: string): Promise<void> {
    return until(
      () => this.words.includes(text),
      () => `the phone heard "${this.words}", not "${text}"`,
    );
  }

  count(event: string): number {
    return this.frames.filter((frame) => frame.event === event).length;
  }

  #tick() {
    this.nowMs += 20;
    this.#play(FRAME_BYTES);
    if (this.#frozen) return;
    this.#chunk += 1;
    const media = {
      track: "inbound",
      chunk: String(this.#chunk),
      timestamp: String(this.nowMs),
      payload: this.#nextFrame().toString("base64"),
    };
    this.send({ event: "media", sequenceNumber: String(this.#next()), media, streamSid: this.streamSid });
  }

  #nextFrame(): Buffer {
    const speech = this.#speech[0];
    if (!speech) return silence(20);
    const frame = speech.subarray(0, FRAME_BYTES);
    const rest = speech.subarray(FRAME_BYTES);
    if (rest.length > 0) this.#speech[0] = rest;
    else this.#speech.shift();
    return frame;
  }

  #play(bytes: number) {
    let left = bytes;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      if ("mark" in first) {
        this.#waiting.shift();
        this.echo(first.mark);
        continue;
      }
      if (left === 0) break;
      const now = first.audio.subarray(0, left);
      left -= now.length;
      this.#ear.hear(now);
      if (now.length === first.audio.length) this.#waiting.shift();
      else this.#waiting[0] = { audio: first.audio.subarray(now.length) };
    }
    if (left > 0) this.#ear.hear(silence(left / 8));
  }

  #receive(frame: { event: string; streamSid?: string; media?: { payload: string }; mark?: { name: string } }) {
    if (frame.streamSid !== this.streamSid) throw new Error("a frame for another stream");
    if (frame.event === "media" && frame.media) {
      const audio = Buffer.from(frame.media.payload, "base64");
      if (!isSilent(audio)) this.frames.push({ event: "audio" });
      this.#waiting.push({ audio });
      this.unplayedMsMax = Math.max(this.unplayedMsMax, this.unplayedMs);
      return;
    }
    this.frames.push({ ...frame, atMs: this.nowMs });
    if (frame.event === "mark" && frame.mark) this.#waiting.push({ mark: frame.mark.name });
    else if (frame.event === "clear") {
      const marks = this.#waiting.flatMap((each) => ("mark" in each ? [each.mark] : []));
      this.#waiting = [];
      for (const mark of marks) this.echo(mark);
    } else throw new Error(`the vendor ends a stream for the event ${frame.event}`);
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}

// The phones of bench:voice: each sends a numbered frame every 20 ms, hears them come back, and echoes marks when its ear has
// reached them. Calls are spread over the 20 ms, as real ones are.
import { WebSocket } from "ws";
import { BARGE_IN, type CallerAnswer, type CallerTask } from "@/bench/voice/task";

const FRAME_BYTES = 160;
const FRAME_MS = 20;

class Phone {
  readonly sentAt: number[] = [];
  received = new Uint8Array(0);
  lastHeard = -1;
  reordered = 0;
  doubled = 0;
  unplayedMax = 0;
  bargedAt: number | null = null;
  /** Frames that a cut may have swallowed. */
  swallowedFrom = Number.POSITIVE_INFINITY;
  readonly socket: WebSocket;
  readonly #name: string;
  readonly #frame = Buffer.alloc(FRAME_BYTES, 0x55);
  readonly #waiting: (string | null)[] = [];

  constructor(
    address: string,
    name: string,
    readonly latencies: number[],
    readonly clears: number[],
    readonly from: { at: number },
  ) {
    this.#name = name;
    this.socket = new WebSocket(`${address}/${name}`, { perMessageDeflate: false, skipUTF8Validation: true });
    this.socket.on("message", (data) => this.#hear(String(data)));
  }

  begin() {
    const { socket } = this;
    socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    const start = {
      streamSid: this.#name,
      callSid: this.#name,
      accountSid: "AC1",
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: {},
    };
    socket.send(JSON.stringify({ event: "start", sequenceNumber: "1", start, streamSid: this.#name }));
  }

  speak(bargesIn: boolean) {
    const nth = this.sentAt.length;
    this.#frame.writeUInt32LE(nth, 0);
    this.#frame[4] = bargesIn ? BARGE_IN : 0;
    const now = performance.now();
    this.sentAt.push(now);
    if (bargesIn) this.bargedAt = now;
    const payload = this.#frame.toString("base64");
    this.socket.send(
      `{"event":"media","sequenceNumber":"${nth + 2}","media":{"track":"inbound","chunk":"${nth + 1}","timestamp":"${nth * FRAME_MS}","payload":"${payload}"},"streamSid":"${this.#name}"}`,
    );
    this.#play();
  }

  /** A frame's worth reaches the ear. */
  #play() {
    let hasPlayed = false;
    while (this.#waiting.length > 0) {
      const mark = this.#waiting[0];
      if (mark === null) {
        if (hasPlayed) return;
        hasPlayed = true;
      }
      this.#waiting.shift();
      if (mark) this.#echo(mark);
    }
  }

  #echo(name: string) {
    this.socket.send(
      `{"event":"mark","sequenceNumber":"0","streamSid":"${this.#name}","mark":{"name":${JSON.stringify(name)}}}`,
    );
  }

  #hear(text: string) {
    const now = performance.now();
    if (text.startsWith('{"event":"media"')) {
      const at = text.indexOf('"payload":"') + 11;
      const nth = Buffer.from(text.slice(at, at + 8), "base64").readUInt32LE(0);
      const sentAt = this.sentAt[nth];
      if (sentAt === undefined) return;
      if (this.received[nth]) this.doubled += 1;
      this.received[nth] = 1;
      if (nth < this.lastHeard) this.reordered += 1;
      this.lastHeard = nth;
      if (sentAt >= this.from.at) this.latencies.push(now - sentAt);
      this.#waiting.push(null);
      this.unplayedMax = Math.max(this.unplayedMax, this.#waiting.filter((each) => each === null).length * FRAME_MS);
      return;
    }
    const frame = JSON.parse(text) as { event: string; mark?: { name: string } };
    if (frame.event === "mark" && frame.mark) this.#waiting.push(frame.mark.name);
    if (frame.event !== "clear") return;
    if (this.bargedAt !== null) this.clears.push(now - this.bargedAt);
    this.bargedAt = null;
    const marks = this.#waiting.splice(0).filter((each) => each !== null);
    for (const mark of marks) this.#echo(mark);
  }
}

process.on("message", async (task: CallerTask) => {
  const latencies: number[] = [];
  const clears: number[] = [];
  const from = { at: Number.POSITIVE_INFINITY };
  const phones = Array.from(
    { length: task.calls },
    (_, nth) =>
      new Phone(task.address, `call-${process.pid}-${performance.now().toFixed(0)}-${nth}`, latencies, clears, from),
  );
  const frames = Math.ceil((task.seconds * 1_000) / FRAME_MS);
  for (const phone of phones) phone.received = new Uint8Array(frames + 8);
  await Promise.all(
    phones.map(({ socket }) => new Promise((done, fail) => socket.once("open", done).once("error", fail))),
  );
  for (const phone of phones) phone.begin();
  await new Promise((done) => setTimeout(done, 700));
  await talk(phones, frames, task, from);
  await new Promise((done) => setTimeout(done, 500));
  const answer = tally(phones, latencies, clears, task);
  for (const { socket } of phones) socket.close();
  await new Promise((done) => setTimeout(done, 200));
  process.send?.(answer);
});

/** Frame k of all of them is due k × 20 ms / calls after the beginning. */
function talk(phones: Phone[], frames: number, task: CallerTask, from: { at: number }): Promise<void> {
  const began = performance.now();
  from.at = began + task.warmSeconds * 1_000;
  const total = frames * phones.length;
  const everyFrames = task.bargeInEverySeconds === null ? null : (task.bargeInEverySeconds * 1_000) / FRAME_MS;
  let next = 0;
  return new Promise((done) => {
    const timer = setInterval(() => {
      const due = ((performance.now() - began) * phones.length) / FRAME_MS;
      while (next < total && next <= due) {
        const phone = phones[next % phones.length];
        const nth = Math.floor(next / phones.length);
        const isTheirs = everyFrames !== null && nth > 50 && (nth + (next % phones.length) * 7) % everyFrames === 0;
        phone?.speak(isTheirs);
        next += 1;
      }
      if (next < total) return;
      clearInterval(timer);
      done();
    }, 1);
  });
}

function tally(phones: Phone[], latencies: number[], clears: number[], task: CallerTask): CallerAnswer {
  latencies.sort((a, b) => a - b);
  clears.sort((a, b) => a - b);
  const at = (sorted: number[], part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  let frames = 0;
  let lost = 0;
  for (const phone of phones) {
    // Where nobody cuts in each frame comes back; those that a cut swallows are no loss.
    frames += phone.sentAt.length;
    if (task.bargeInEverySeconds === null) lost += phone.sentAt.filter((_, nth) => !phone.received[nth]).length;
  }
  return {
    p50: at(latencies, 0.5),
    p95: at(latencies, 0.95),
    p99: at(latencies, 0.99),
    frames,
    lost,
    reordered: phones.reduce((sum, phone) => sum + phone.reordered, 0),
    doubled: phones.reduce((sum, phone) => sum + phone.doubled, 0),
    bargeIns: clears.length,
    clearP95: clears.length > 0 ? at(clears, 0.95) : null,
    unplayedMsMax: Math.max(...phones.map((phone) => phone.unplayedMax)),
  };
}

process.send?.("ready");

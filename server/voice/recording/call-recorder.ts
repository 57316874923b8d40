// Records a call on its way through: it stands between the bridge and its line, its model and its conversation, and changes
// nothing of what they tell each other. Nothing is kept before the conversation says that it may be, not even in memory, and
// nothing from the moment on that it may not.
import type { Clock } from "@/server/clock";
import type { Conversation } from "@/server/voice/conversation";
import type { ModelEvent, PhoneEvent, PhoneLeg, RealtimeModel } from "@/server/voice/ports";
import { BEGAN_BEFORE, HeardTurns } from "@/server/voice/recording/heard-turns";
import { TapeWriter } from "@/server/voice/recording/tape-writer";
import type { Tapes } from "@/server/voice/recording/tapes";
import { Track } from "@/server/voice/recording/track";
import { BYTES_PER_MS } from "@/server/voice/speaking/playback-ledger";

/** Written in chunks of about so long. */
const CHUNK = 1_000 * BYTES_PER_MS;
/** Frames whose stamps are apart by less follow each other. */
const GAP_MIN = 40 * BYTES_PER_MS;
/** A line that says nothing for longer is broken. */
const GAP_MAX = 30_000 * BYTES_PER_MS;
/** The tone of a key begins before we are told of it, and may last. */
const KEY_BEFORE = 1_000 * BYTES_PER_MS;
const KEY_AFTER = 500 * BYTES_PER_MS;

export class CallRecorder {
  readonly #tapes: Tapes;
  readonly #clock: Clock;
  readonly #note: (what: string, details?: Record<string, string>) => void;
  readonly #ours = new Track();
  readonly #theirs = new Track();
  readonly #turns = new HeardTurns((from, to) => this.#theirs.silence(from, to));
  /** Model legs that hear what is said now: without one nobody would notice a card's number. */
  readonly #hearing = new Set<number>();
  #legs = 0;
  /** Up to where something came from the line. */
  #now = 0;
  #mutedTo = 0;
  #isOpen = false;
  /** Up to where it was handed over to be written; null: not recording. */
  #takenTo: number | null = null;
  #writer: TapeWriter | null = null;
  readonly #ends: Promise<void>[] = [];

  constructor(tapes: Tapes, clock: Clock, note: (what: string, details?: Record<string, string>) => void) {
    this.#tapes = tapes;
    this.#clock = clock;
    this.#note = note;
  }

  line(phone: PhoneLeg): PhoneLeg {
    this.#isOpen = true;
    return {
      callRef: phone.callRef,
      parameters: phone.parameters,
      clockMs: () => phone.clockMs(),
      bufferedBytes: () => phone.bufferedBytes(),
      mark: (name) => phone.mark(name),
      play: (payload) => {
        phone.play(payload);
        this.#ours.put(Math.max(this.#ours.end, this.#now), Buffer.from(payload, "base64"));
      },
      clear: () => {
        phone.clear();
        this.#ours.cut(this.#now);
      },
      listen: (listener) =>
        phone.listen((event) => {
          this.#onPhone(event);
          listener(event);
        }),
      close: (why) => {
        this.#over();
        phone.close(why);
      },
    };
  }

  model(model: RealtimeModel): RealtimeModel {
    return {
      connect: async (settings, listener, signal) => {
        this.#legs += 1;
        const nth = this.#legs;
        let isClosed = false;
        const leg = await model.connect(
          settings,
          (event) => {
            if (event.kind === "closed") isClosed = true;
            this.#onModel(nth, event);
            listener(event);
          },
          signal,
        );
        if (!isClosed) this.#hearing.add(nth);
        return leg;
      },
    };
  }

  /** `isRecorded`: whether it may be, as the conversation stands. */
  conversation(conversation: Conversation, isRecorded: () => boolean): Conversation {
    return {
      answeredAfter: (sayId, ms) => conversation.answeredAfter?.(sayId, ms),
      handle: (event) => {
        const commands = conversation.handle(event);
        if (isRecorded()) this.#start();
        else this.#stop();
        return commands;
      },
    };
  }

  /** Resolves once what there is was kept; never rejects. */
  async kept(): Promise<void> {
    this.#over();
    await Promise.all(this.#ends);
  }

  #start() {
    if (this.#takenTo !== null || !this.#isOpen) return;
    this.#takenTo = this.#now;
    this.#writer = new TapeWriter(this.#tapes, this.#clock.now(), (code) => this.#note("recording given up", { code }));
  }

  #over() {
    this.#stop();
    this.#isOpen = false;
  }

  #stop() {
    if (this.#takenTo === null || !this.#writer) return;
    this.#turns.giveUp(() => true, this.#now);
    this.#write(this.#now);
    this.#ends.push(this.#writer.end());
    this.#writer = null;
    this.#takenTo = null;
  }

  #onPhone(event: PhoneEvent) {
    if (event.kind === "audio") return this.#hear(event);
    if (event.kind === "ended") return this.#over();
    if (event.kind !== "pressed") return;
    this.#theirs.silence(this.#now - KEY_BEFORE, this.#now);
    this.#mutedTo = this.#now + KEY_AFTER;
  }

  #hear({ payload, atMs }: Extract<PhoneEvent, { kind: "audio" }>) {
    const audio = Buffer.from(payload, "base64");
    const stamped = Math.round(atMs * BYTES_PER_MS);
    const at = stamped - this.#now >= GAP_MIN ? Math.min(stamped, this.#now + GAP_MAX) : this.#now;
    this.#now = at + audio.length;
    if (this.#takenTo === null) return this.#ours.dropBefore(this.#now);
    if (this.#hearing.size > 0 && at >= this.#mutedTo) this.#theirs.put(at, audio);
    const due = this.#turns.horizon(this.#now);
    if (due - this.#takenTo >= CHUNK) this.#write(due);
  }

  #write(to: number) {
    const from = this.#takenTo ?? to;
    if (to <= from) return;
    this.#takenTo = to;
    const [ours, theirs] = [this.#ours.take(from, to), this.#theirs.take(from, to)];
    const both = Buffer.alloc(ours.length * 2);
    for (let at = 0; at < ours.length; at += 1) {
      both[at * 2] = ours[at] ?? 0;
      both[at * 2 + 1] = theirs[at] ?? 0;
    }
    this.#writer?.write(both);
  }

  #onModel(nth: number, event: ModelEvent) {
    const now = this.#now;
    switch (event.kind) {
      case "speech_started":
        return this.#turns.began(`${nth}:${event.itemId}`, now);
      case "speech_stopped":
      case "turn_ended":
        return this.#turns.ended(`${nth}:${event.itemId}`, now);
      case "person_said":
        if (event.isFinal) this.#turns.read(`${nth}:${event.itemId}`, event.text, now);
        return;
      case "person_unclear":
        return this.#turns.read(`${nth}:${event.itemId}`, null, now);
      case "closed":
        this.#hearing.delete(nth);
        this.#turns.giveUp((id) => id.startsWith(`${nth}:`), now);
        // It may have heard the beginning of a turn that it never told of.
        this.#theirs.silence(now - BEGAN_BEFORE, now);
        return;
    }
  }
}

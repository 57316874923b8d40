// What a call asks of its two ends. Adapters stand in server/providers: Twilio Media Streams and OpenAI Realtime now.
// Audio is base64 of µ-law at 8 kHz on both sides and passes through as the text it came as.

import type { WebSocket } from "ws";

/** The line to the person. Nothing is sent once it has ended; who asks then is not told. */
export type PhoneLeg = {
  /** The vendor's name of the call. */
  readonly callRef: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the line's own clock stands: milliseconds of audio since it opened. */
  clockMs(): number;
  play(payload: string): void;
  /** Comes back as `marked` when what was played before it was heard, or was cleared. */
  mark(name: string): void;
  /** Drops what waits to be played. */
  clear(): void;
  /** Bytes that the network has not taken yet. */
  bufferedBytes(): number;
  listen(listener: (event: PhoneEvent) => void): void;
  close(why: "over" | "draining" | "fault"): void;
};

export type PhoneEvent =
  | { kind: "audio"; payload: string; atMs: number }
  | { kind: "pressed"; digit: string }
  | { kind: "marked"; name: string }
  /** Once, last: the person or the vendor ended it (`stopped`), or the line broke. */
  | { kind: "ended"; by: "stopped" | "dropped" | "us"; code: number };

/** Where a vendor's lines come in. Others have paths of their own. */
export type PhoneDoor = {
  /** Who knocks: the token in the address, or the HTTP status that refuses it. Nothing is believed without a signature. */
  knock(request: {
    url: string;
    headers: Readonly<Record<string, string | string[] | undefined>>;
  }): { token: string } | { refused: 403 | 404 };
  /** Resolves when the line has begun; rejects where it never did, and has then closed it. */
  accept(socket: WebSocket): Promise<PhoneLeg>;
};

/** A human who is rung to take a call over. The vendor reports back what became of it under these ids. */
export type HumanCall = {
  tenantId: string;
  callId: string;
  handOverId: string;
  /** E.164, or the name of a browser's telephone. */
  to: { number: string } | { browser: string };
  /** What they hear before they press a key: who, owes, said, wants. */
  brief: { language: string; text: string };
};

/** Telephones that are a page in a browser. */
export type BrowserPhones = {
  /** What lets a browser be rung under that name, for so many seconds. */
  admit(name: string, seconds: number): string;
};

/** How a call gets to a human and back. Each but `ringHuman` succeeds where the call is over already. */
export type HumanControl = {
  /** Rings them. Throws where the vendor would not. */
  ringHuman(human: HumanCall, signal: AbortSignal): Promise<{ agentRef: string }>;
  /** Brings the person on the line to the human who accepted: our line to them is closed by it. */
  joinHuman(
    callRef: string,
    of: { tenantId: string; callId: string; handOverId: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Brings them back: the vendor asks what now. */
  takeBack(
    callRef: string,
    of: { tenantId: string; callId: string; handOverId: string },
    signal: AbortSignal,
  ): Promise<void>;
};

/** What is done to a call beside its audio. Each succeeds where the call is over already. */
export type LineControl = {
  hangUp(callRef: string, signal: AbortSignal): Promise<void>;
  /** Says one sentence in the vendor's own voice and hangs up: for when the model cannot. */
  sayAndHangUp(callRef: string, words: { language: string; text: string }, signal: AbortSignal): Promise<void>;
};

export type CallControl = LineControl & HumanControl;

/** A model that hears and speaks. `connect` resolves when it is ready to hear, and rejects with a ModelError. */
export type RealtimeModel = {
  connect(settings: ModelSettings, listener: (event: ModelEvent) => void, signal: AbortSignal): Promise<ModelLeg>;
};

export type ModelSettings = {
  instructions: string;
  /** Those that the person may speak; the first is the one we begin in. */
  languages: readonly string[];
  /** What was said before: after a reconnect the model knows it, and does not begin anew. */
  history: readonly { speaker: "person" | "agent"; text: string }[];
};

export type ModelLeg = {
  /** When the vendor will end this session; null where it does not say. */
  readonly expiresAt: Date | null;
  hear(payload: string): void;
  respond(request: ResponseRequest): void;
  cancel(responseId: string): void;
  /** The item keeps what was heard. `heardMs` is never more than the audio it has. */
  truncate(item: { itemId: string; contentIndex: number; heardMs: number }): void;
  /** The item was not heard at all. */
  forget(itemId: string): void;
  /** Something that was not spoken: keys pressed, money that came, who picked up. */
  note(text: string): void;
  bufferedBytes(): number;
  close(): void;
};

/** One response of the model: words aloud, or a proposal that nobody hears. */
export type ResponseRequest = { requestId: string; instructions: string } & (
  | { kind: "speech" }
  | { kind: "proposal"; tool: ProposalTool }
);

export type ProposalTool = { name: string; description: string; parameters: Record<string, unknown> };

/** Which item of which response a piece of audio belongs to. */
export type AudioItem = { responseId: string; itemId: string; contentIndex: number };

export type ModelEvent =
  | { kind: "speech_started"; itemId: string }
  | { kind: "speech_stopped"; itemId: string }
  | { kind: "turn_ended"; itemId: string; previousItemId: string | null }
  | { kind: "item_placed"; itemId: string; previousItemId: string | null; speaker: "person" | "agent" | null }
  | { kind: "person_said"; itemId: string; text: string; isFinal: boolean }
  | { kind: "person_unclear"; itemId: string; code: string }
  | { kind: "response_started"; responseId: string; requestId: string | null }
  | ({ kind: "audio"; payload: string } & AudioItem)
  | ({ kind: "audio_ended" } & AudioItem)
  | { kind: "agent_said"; responseId: string; itemId: string; text: string; isFinal: boolean }
  | { kind: "proposed"; responseId: string; callId: string; name: string; argumentsJson: string }
  | {
      kind: "response_ended";
      responseId: string;
      status: ResponseStatus;
      code: string | null;
      usage: TokenUsage | null;
    }
  | { kind: "limits"; remaining: number; resetSeconds: number }
  | { kind: "fault"; fault: ModelFault; code: string; requestId: string | null }
  /** Once, last. */
  | { kind: "closed"; code: number };

export type ResponseStatus = "completed" | "cancelled" | "incomplete" | "failed";
export type TokenUsage = { inputTokens: number; outputTokens: number };

/**
 * `harmless` changes nothing; `collision`: another response is active, ask again when it is done; `rate_limited`: once
 * more, later; `expired`: a new session goes on; `fatal`: no new session will help; `refused`: what we asked was wrong.
 */
export type ModelFault = "harmless" | "collision" | "rate_limited" | "expired" | "fatal" | "refused";

/** A model that could not be reached, or that did not want us. */
export class ModelError extends Error {
  constructor(
    readonly fault: ModelFault | "unreachable",
    readonly code: string,
  ) {
    super(`The model leg could not be opened: ${code}.`);
    this.name = "ModelError";
  }
}

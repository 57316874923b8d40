// What a channel's vendor must be able to do. Adapters stand in server/providers; server/wiring.ts picks them.
import type { LineType } from "@/server/policy/contract";

/** How a send ended, in the only distinctions the outbox needs. */
export type SendResult =
  | { kind: "accepted"; providerRef: string; from?: string }
  /** About this recipient; final, never another try. `suppress` says what to remember of the address. */
  | { kind: "refused"; code: string; suppress?: "undeliverable" | "carrier_opt_out" }
  /** Surely not sent: may be tried again, after that time. */
  | { kind: "not_sent"; code: string; retryAfterSeconds?: number }
  /** May or may not have left: settle by asking, else it becomes `unknown`. */
  | { kind: "in_doubt"; code: string };

/** What the vendor says about an earlier send with this key. */
export type SendLookup = { kind: "sent"; providerRef: string } | { kind: "not_sent" } | { kind: "cannot_tell" };

/** `workspace` lets the sandbox file it under its tenant and time; real adapters use it for tags only. */
export type SendEnvelope = {
  workspace: { tenantId: string; now: Date };
  touchId: string;
  debtorId: string;
  /** The same for every attempt of one touch. */
  idempotencyKey: string;
  to: string;
};

export type EmailRequest = SendEnvelope & {
  fromName: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  /** RFC 8058 one-click address. */
  unsubscribeUrl: string | null;
};
export type SmsRequest = SendEnvelope & { text: string };
/**
 * What a call says, and what key presses do, is asked for once it is picked up; so is the conversation that holds it. `from`: the
 * workspace's number; null: the adapter's own.
 */
export type CallRequest = SendEnvelope & {
  script: string;
  language: string;
  isConversation: boolean;
  from: string | null;
};

type ChannelPort<Request> = {
  name: string;
  /** The vendor drops a second send with the same key: an in-doubt send may simply be sent again. */
  deduplicates: boolean;
  send(request: Request, signal: AbortSignal): Promise<SendResult>;
  /** Asks what became of an earlier send; absent where the vendor cannot be asked. */
  find?(
    query: { idempotencyKey: string; to: string; sentAfter: Date; touchId: string },
    signal: AbortSignal,
  ): Promise<SendLookup>;
};

export type EmailPort = ChannelPort<EmailRequest>;
export type SmsPort = ChannelPort<SmsRequest>;
export type VoicePort = ChannelPort<CallRequest>;

export type LineTypePort = { name: string; lineType(e164: string, signal: AbortSignal): Promise<LineType> };

/** The channels of one workspace: sandbox adapters in a sandbox, the vendors' in a live one. */
export type ChannelPorts = { email: EmailPort; sms: SmsPort; voice: VoicePort; lookup: LineTypePort };

// Vendors for tests: they implement the ports, record what they get, and do as they are told.

import { MessageRenderer } from "@/server/touches/messages/render-message";
import type {
  CallRequest,
  EmailPort,
  EmailRequest,
  SendLookup,
  SendResult,
  SmsPort,
  SmsRequest,
  VoicePort,
} from "@/server/touches/ports";

export type Behaviour = (key: string, nth: number, signal: AbortSignal) => Promise<SendResult> | SendResult;

export type RecordingVendor<Request> = {
  /** What reached the vendor and was kept, in order. */
  received: Request[];
  /** How often send was called. */
  calls: number;
  behave: Behaviour | undefined;
};

type Options = { name?: string; deduplicates?: boolean; canBeAsked?: boolean };

/** Accepts everything unless told otherwise; with `deduplicates` a key is kept once. */
export function recordingEmail(options: Options = {}): EmailPort & RecordingVendor<EmailRequest> {
  return recording<EmailRequest>(options);
}

export function recordingSms(options: Options = {}): SmsPort & RecordingVendor<SmsRequest> {
  return recording<SmsRequest>(options);
}

export function recordingVoice(options: Options = {}): VoicePort & RecordingVendor<CallRequest> {
  return recording<CallRequest>(options);
}

function recording<Request extends { idempotencyKey: string }>(options: Options) {
  const { name = "recorder", deduplicates = false, canBeAsked = false } = options;
  const refs = new Map<string, string>();
  const vendor = {
    name,
    deduplicates,
    received: [] as Request[],
    calls: 0,
    behave: undefined as Behaviour | undefined,
    async send(request: Request, signal: AbortSignal): Promise<SendResult> {
      vendor.calls += 1;
      const nth = vendor.calls;
      const known = refs.get(request.idempotencyKey);
      if (deduplicates && known) return { kind: "accepted", providerRef: known };
      const told = await vendor.behave?.(request.idempotencyKey, nth, signal);
      if (told && told.kind !== "accepted") {
        // In doubt: it did arrive, but nobody was told.
        if (told.kind === "in_doubt") keep(request);
        return told;
      }
      return { kind: "accepted", providerRef: keep(request) };
    },
    ...(canBeAsked && {
      async find(query: { idempotencyKey: string }): Promise<SendLookup> {
        const ref = refs.get(query.idempotencyKey);
        return ref ? { kind: "sent", providerRef: ref } : { kind: "not_sent" };
      },
    }),
  };
  function keep(request: Request) {
    vendor.received.push(request);
    const ref = `${name}-${request.idempotencyKey}-${vendor.received.length}`;
    refs.set(request.idempotencyKey, ref);
    return ref;
  }
  return vendor;
}

/** Links and a renderer without a template's cost. */
export const testTools = {
  publicUrl: "https://pay.example",
  renderer: new MessageRenderer(async ({ paragraphs }) =>
    paragraphs.map((runs) => `<p>${runs.map((run) => run.text).join("")}</p>`).join(""),
  ),
};

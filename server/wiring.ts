// The one place that picks adapters, with those of wiring/. A sandbox workspace gets the sandbox's, whatever keys are set.
import { renderReminder } from "@/emails/reminder";
import { inngestQueue } from "@/inngest/work-queue";
import { signerOf, type TrustedKeys } from "@/server/audit/chain/signature";
import type { Sealing } from "@/server/audit/sealing/seal-log";
import type { FollowupPorts } from "@/server/calls/followups/ports";
import type { ErrandPorts } from "@/server/campaigns/effects/ports";
import type { Outside } from "@/server/campaigns/rehearsal/rehearse-launch";
import { realClock } from "@/server/clock";
import type { ClockPorts } from "@/server/clock/advance-clock";
import { allVendors, type SandboxVendors } from "@/server/clock/next-instant";
import { unsubscribeUrl } from "@/server/conversations/unsubscribe";
import type { WrittenPorts } from "@/server/conversations/written/hold-written";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import type { FileStore } from "@/server/files/ports";
import type { Channel } from "@/server/journeys/graph/schema";
import type { NumberOwner } from "@/server/numbers/ports";
import { reconcileCheckouts } from "@/server/payments/checkouts/reconcile-checkouts";
import type { CheckoutNews, CheckoutPort, CheckoutPorts } from "@/server/payments/ports";
import { localFiles } from "@/server/providers/local-files/local-files";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { renderReceipt } from "@/server/providers/receipt-mail";
import { resendEmail } from "@/server/providers/resend/email";
import { resendWebhooks as resendWebhooksOf } from "@/server/providers/resend/webhooks";
import { sandboxEmail } from "@/server/providers/sandbox/email";
import { sandboxLookup } from "@/server/providers/sandbox/lookup";
import { fateOfMail } from "@/server/providers/sandbox/magic-addresses";
import { sandboxSms } from "@/server/providers/sandbox/sms";
import { sandboxSystemEmail } from "@/server/providers/sandbox/system-mailbox";
import { sandboxVoice } from "@/server/providers/sandbox/voice";
import { sandboxWebhook } from "@/server/providers/sandbox/webhook";
import { type SandboxBank, sandboxBank, sandboxCheckout } from "@/server/providers/sandbox-checkout/sandbox-checkout";
import type { StripeSettings } from "@/server/providers/stripe/client";
import { stripeCheckout } from "@/server/providers/stripe/stripe-checkout";
import { readStripeWebhook, recentStripeNews } from "@/server/providers/stripe/stripe-webhook";
import { twilioBrowserPhones } from "@/server/providers/twilio/browser-phones";
import { twilioCallControl } from "@/server/providers/twilio/call-control";
import { twilioLookup } from "@/server/providers/twilio/lookup";
import { twilioDoor } from "@/server/providers/twilio/media-streams/door";
import { twilioNumberOwner } from "@/server/providers/twilio/number-owner";
import { twilioSms } from "@/server/providers/twilio/sms";
import { twilioVoice } from "@/server/providers/twilio/voice";
import { type TwilioWebhooks, twilioWebhooks as twilioWebhooksOf } from "@/server/providers/twilio/webhooks";
import { unconfiguredChannels } from "@/server/providers/unconfigured";
import { httpWebhook } from "@/server/providers/webhook/http-webhook";
import { sandboxReports } from "@/server/sandbox/report-deliveries";
import type { DispatchTools } from "@/server/touches/dispatch/dispatch-touches";
import type { Route } from "@/server/touches/dispatch/send-touch";
import { MessageRenderer } from "@/server/touches/messages/render-message";
import type { ChannelPorts, EmailPort } from "@/server/touches/ports";
import type { BrowserPhones, CallControl } from "@/server/voice/ports";
import type { VoiceLines } from "@/server/voice/process/run-voice";
import { callSummaries, conversationModel, moderation, workspaceModel } from "@/server/wiring/models";
import type { WorkQueue } from "@/server/work-queue";

const sandboxChannels: ChannelPorts = {
  email: sandboxEmail,
  sms: sandboxSms,
  voice: sandboxVoice,
  lookup: sandboxLookup,
};

/** The sandbox bank: slow payments end by the workspace's clock. */
const bankVendor: SandboxVendors = {
  nextAt: sandboxBank.nextAt,
  report: async (ctx) => (await reconcileCheckouts(ctx, checkoutPorts("sandbox"))).ended,
};

/** The simulated vendors that do something as time passes. */
export const sandboxVendors: SandboxVendors = allVendors([bankVendor, sandboxReports({ mail: fateOfMail })]);

const publicWebhook = httpWebhook();

let liveChannels: ChannelPorts | undefined;

/** The channels of a workspace in that mode. */
export function channelPorts(mode: "live" | "sandbox"): ChannelPorts {
  if (mode === "sandbox") return sandboxChannels;
  if (!liveChannels) {
    const { resend, twilio, PUBLIC_URL } = env();
    liveChannels = {
      ...unconfiguredChannels,
      ...(resend && { email: resendEmail(resend) }),
      ...(twilio && {
        sms: twilioSms(twilio, PUBLIC_URL),
        voice: twilioVoice(twilio, PUBLIC_URL, { holdsConversations: conversationLines() !== undefined }),
        lookup: twilioLookup(twilio),
      }),
    };
  }
  return liveChannels;
}

/** The same, one route a channel, as the outbox takes them. */
export function channelRoutes(mode: "live" | "sandbox"): Record<Channel, Route> {
  const { email, sms, voice } = channelPorts(mode);
  return {
    email: { channel: "email", port: email },
    sms: { channel: "sms", port: sms },
    voice: { channel: "voice", port: voice },
  };
}

/** What a rehearsal of a launch must know of the world: which vendors would carry it, and where its links lead. */
export function outside(mode: "live" | "sandbox"): Outside {
  const ports = channelPorts(mode);
  const vendor = (channel: Channel) =>
    mode === "sandbox" ? "sandbox" : ports[channel] === unconfiguredChannels[channel] ? "unconfigured" : "ready";
  const vendors = { email: vendor("email"), sms: vendor("sms"), voice: vendor("voice") } as const;
  return { vendors, publicUrl: env().PUBLIC_URL };
}

let tools: DispatchTools | undefined;

/** What every dispatch needs beside its route. */
export function dispatchTools(): DispatchTools {
  if (!tools) {
    const { PUBLIC_URL: publicUrl, AUTH_SECRET: secret } = env();
    tools = {
      publicUrl,
      renderer: new MessageRenderer(renderReminder),
      unsubscribeUrl: ({ tenantId, id }) => unsubscribeUrl({ tenantId, touchId: id }, { publicUrl, secret }),
    };
  }
  return tools;
}

/** What moving a sandbox's clock needs. */
export function clockPorts(): ClockPorts {
  return {
    routes: Object.values(channelRoutes("sandbox")),
    tools: dispatchTools(),
    vendors: sandboxVendors,
    lookup: sandboxChannels.lookup,
    errands: errandPorts("sandbox"),
    written: { model: conversationModel("sandbox"), moderation: moderation("sandbox"), webhook: sandboxWebhook },
  };
}

/** Who knows which numbers are ours; null in a sandbox, and without the telephone provider's keys. */
export function numberOwner(mode: "live" | "sandbox"): NumberOwner | null {
  const { twilio } = env();
  return mode === "live" && twilio ? twilioNumberOwner(twilio) : null;
}

/** Twilio's webhooks; absent without its keys. */
export function twilioWebhooks(): TwilioWebhooks | undefined {
  const { twilio, PUBLIC_URL } = env();
  return twilio && twilioWebhooksOf(twilio, PUBLIC_URL);
}

/** Where the vendor opens the lines of calls that a conversation holds; absent without the keys of both lines. */
export function conversationLines(): { publicWsUrl: string } | undefined {
  const { twilio, openai, voice } = env();
  return twilio && openai && voice && { publicWsUrl: voice.PUBLIC_WS_URL };
}

/** The two lines of a call that an AI leads; absent without their keys. */
export function voiceLines(): VoiceLines | undefined {
  const { twilio, openai, voice, PUBLIC_URL } = env();
  if (!twilio || !openai || !voice) return undefined;
  return {
    moderation: moderation("live"),
    door: twilioDoor({ authToken: twilio.TWILIO_AUTH_TOKEN, publicWsUrl: voice.PUBLIC_WS_URL }),
    control: twilioCallControl(twilio, PUBLIC_URL),
    model: openaiRealtime({
      apiKey: openai.OPENAI_API_KEY,
      url: voice.OPENAI_REALTIME_URL ?? "wss://api.openai.com/v1/realtime",
      model: voice.OPENAI_REALTIME_MODEL ?? "gpt-realtime-2.1",
      voice: voice.OPENAI_REALTIME_VOICE ?? "marin",
      transcriptionModel: voice.OPENAI_TRANSCRIPTION_MODEL ?? "gpt-live-transcribe",
    }),
  };
}

/** What may be done to live calls from outside of the voice process; absent without Twilio's keys. */
export function callControl(): CallControl | undefined {
  const { twilio, PUBLIC_URL } = env();
  return twilio && twilioCallControl(twilio, PUBLIC_URL);
}

/** Telephones in the browser; null in a sandbox, and without an API key of Twilio's. */
export function browserPhones(mode: "live" | "sandbox"): BrowserPhones | null {
  const { twilio, browserPhone } = env();
  if (mode === "sandbox" || !twilio || !browserPhone) return null;
  return twilioBrowserPhones({ ...twilio, ...browserPhone });
}

/** Resend's webhooks; absent without its keys. */
export function resendWebhooks(): ReturnType<typeof resendWebhooksOf> | undefined {
  const { resend } = env();
  return resend && resendWebhooksOf(resend);
}

/** For mails of the product itself: sign-in, invitations. Without a vendor they stay on this machine. */
export function systemEmail(): EmailPort {
  const { resend } = env();
  return resend ? resendEmail(resend) : sandboxSystemEmail;
}

let liveCheckout: CheckoutPort | undefined;

/** Where a workspace in that mode takes money. A live one needs Stripe's keys. */
export function checkoutPort(mode: "live" | "sandbox"): CheckoutPort {
  if (mode === "sandbox") return sandboxCheckout;
  const settings = stripeSettings();
  if (!settings) throw new DomainError("LIVE_NEEDS_KEYS", "Payments by card need Stripe's keys.");
  liveCheckout ??= stripeCheckout(settings);
  return liveCheckout;
}

/** What following a checkout needs. */
export function checkoutPorts(mode: "live" | "sandbox"): CheckoutPorts {
  return { checkout: checkoutPort(mode), renderReceipt };
}

/** The page and the memory behind the sandbox's checkout. */
export function sandboxCheckoutBank(): SandboxBank {
  return sandboxBank;
}

/** Reads Stripe's webhook, and asks for what it may have missed; absent without Stripe's keys. */
export function stripeNews():
  | { read(body: string, signature: string | null): Promise<CheckoutNews>; since(at: Date): Promise<CheckoutNews[]> }
  | undefined {
  const settings = stripeSettings();
  return (
    settings && {
      read: (body, signature) => readStripeWebhook(settings, body, signature),
      since: (at) => recentStripeNews(settings, at),
    }
  );
}

function stripeSettings(): StripeSettings | undefined {
  const { stripe } = env();
  return (
    stripe && {
      secretKey: stripe.STRIPE_SECRET_KEY,
      webhookSecret: stripe.STRIPE_WEBHOOK_SECRET,
      baseUrl: stripe.STRIPE_API_BASE_URL,
    }
  );
}

/** What errands of a workspace in that mode need. A sandbox calls nobody; its mails stay in its mailbox. */
export function errandPorts(mode: "live" | "sandbox"): ErrandPorts {
  const { PUBLIC_URL: publicUrl, AUTH_SECRET: secret } = env();
  return mode === "sandbox"
    ? { webhook: sandboxWebhook, mail: sandboxSystemEmail, publicUrl, secret }
    : { webhook: publicWebhook, mail: systemEmail(), publicUrl, secret };
}

/** What the work after calls of a workspace in that mode needs. A sandbox's are summed up by rules. */
export function followupPorts(mode: "live" | "sandbox"): FollowupPorts {
  const summaries = callSummaries(mode);
  return { ...errandPorts(mode), ...(summaries && { summaries }) };
}

/** Where files are kept; absent without a folder for them. */
export function fileStore(): FileStore | undefined {
  const { FILES_DIR } = env();
  return FILES_DIR === undefined ? undefined : localFiles(FILES_DIR);
}

/** What conversations in messages of a workspace in that mode are held with; null in a live one without a model. */
export function writtenPorts(mode: "live" | "sandbox"): WrittenPorts | null {
  const model = workspaceModel(mode);
  return model ? { model, moderation: moderation(mode), webhook: errandPorts(mode).webhook } : null;
}

let sealing: Sealing | undefined;

/** What sealing the audit log needs: real time, whatever a sandbox's clock says, and who signs. */
export function logSealing(): Sealing {
  sealing ??= { clock: realClock, signer: signerOf(env().AUTH_SECRET) };
  return sealing;
}

/** Whose signatures of the audit log count. */
export function trustedKeys(): TrustedKeys {
  const { signer } = logSealing();
  return new Map([[signer.keyId, signer.publicKey]]);
}

/** Where verbs announce background work. */
export function workQueue(): WorkQueue {
  return inngestQueue;
}

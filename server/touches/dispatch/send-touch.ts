// One call to one vendor, with an end: whatever happens comes back as a SendResult.
import { log } from "@/server/log";
import { checkMessage } from "@/server/policy/content/check-message";
import type { TenantContext } from "@/server/tenant-context";
import { flowOf } from "@/server/touches/contract";
import type { ReadyTouch } from "@/server/touches/dispatch/prepare-dispatch";
import type { MessageRenderer, RenderedMessage } from "@/server/touches/messages/render-message";
import { unsubscribeLabel, wordsHash, wordsOf } from "@/server/touches/messages/words-of";
import type { EmailPort, SendEnvelope, SendResult, SmsPort, VoicePort } from "@/server/touches/ports";

/** A channel and the vendor that serves it. */
export type Route =
  | { channel: "email"; port: EmailPort }
  | { channel: "sms"; port: SmsPort }
  | { channel: "voice"; port: VoicePort };

export type Sent = { touch: ReadyTouch; result: SendResult; subject: string | null; body: string };

/** Renders and sends; never throws. A vendor that does not answer in time leaves the send in doubt. */
export async function sendTouch(
  ctx: TenantContext,
  route: Route,
  touch: ReadyTouch,
  renderer: MessageRenderer,
  timeoutMs: number,
): Promise<Sent> {
  const envelope: SendEnvelope = {
    workspace: { tenantId: ctx.tenantId, now: ctx.clock.now() },
    touchId: touch.id,
    debtorId: touch.debtorId,
    idempotencyKey: idempotencyKey(touch.id),
    to: touch.point.address,
  };
  const message = await renderTouch(route.channel, touch, renderer);
  const { company, values } = touch;
  const problem = problemOf(route.channel, touch, message);
  if (problem) return { touch, result: { kind: "refused", code: problem }, subject: null, body: message.text };
  const result = await withinTime(timeoutMs, (signal) => {
    if (route.channel === "sms") return route.port.send({ ...envelope, text: message.text }, signal);
    if (route.channel === "voice") {
      const isConversation = flowOf(touch.content) !== null;
      const call = { script: message.text, language: company.language, isConversation, from: touch.callFrom ?? null };
      return route.port.send({ ...envelope, ...call }, signal);
    }
    const { subject, html, text } = message;
    const unsubscribeUrl = values.unsubscribe_url || null;
    const request = {
      ...envelope,
      fromName: company.name,
      replyTo: company.email,
      subject,
      html,
      text,
      unsubscribeUrl,
    };
    return route.port.send(request, signal);
  });
  const subject = route.channel === "email" ? message.subject : null;
  return { touch, result, subject, body: message.text };
}

/** What the touch says, from the values it was prepared with. */
export async function renderTouch(
  channel: Route["channel"],
  touch: ReadyTouch,
  renderer: MessageRenderer,
): Promise<RenderedMessage> {
  const { company, content, values } = touch;
  if (channel === "email") return renderer.email(content, values, company, unsubscribeLabel(company.language));
  return { ...wordsOf(channel, touch), html: "" };
}

/** Why the text may not leave, or undefined. What a call must say besides its script is said around it. */
function problemOf(channel: Route["channel"], touch: ReadyTouch, message: RenderedMessage): string | undefined {
  // What is sent is what was decided about, to the letter.
  if (wordsHash(channel, message) !== touch.contentHash) return "CONTENT_CHANGED";
  const saidAround = ["IDENTIFY_CALLER", "AI_DISCLOSURE", "OPT_OUT_MECHANISM"];
  const [problem] = checkMessage({
    text: channel === "email" ? `${message.subject}\n${message.text}` : message.text,
    company: touch.company.name,
    hearer: "debtor",
    obligations: touch.obligations.filter((code) => channel !== "voice" || !saidAround.includes(code)),
    isPromotional: false,
    // Whether the law still allows the suit was decided with the age of the claim.
    suitAllowed: true,
  });
  return problem;
}

/** The same for every attempt of one touch. */
export const idempotencyKey = (touchId: string) => `touch-${touchId}`;

/** Also ends where an adapter does not listen to its signal. */
async function withinTime(timeoutMs: number, call: (signal: AbortSignal) => Promise<SendResult>): Promise<SendResult> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: "in_doubt", code: "TIMEOUT" });
      ending.abort(new DOMException("The vendor did not answer in time.", "TimeoutError"));
    }, timeoutMs);
  });
  try {
    return await Promise.race([call(ending.signal), late]);
  } catch (error) {
    log.warn({ err: { type: error instanceof Error ? error.name : "unknown" } }, "send failed unexpectedly");
    return { kind: "in_doubt", code: ending.signal.aborted ? "TIMEOUT" : "ADAPTER_ERROR" };
  } finally {
    clearTimeout(timer);
  }
}

// Resend's webhooks: signed as Standard Webhooks (svix), each event with an id of its own.
import { Resend } from "resend";
import { z } from "zod";
import type { Report } from "@/server/conversations/ports";
import type { ResendSettings } from "@/server/providers/resend/email";

const event = z.object({
  type: z.string(),
  data: z
    .object({
      email_id: z.string().nullish(),
      from: z.string().nullish(),
      to: z.array(z.string().nullable()).nullish(),
      subject: z.string().nullish(),
      tags: z
        .union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))])
        .nullish(),
      bounce: z.object({ type: z.string().nullish(), subType: z.string().nullish() }).nullish(),
      failed: z.object({ reason: z.string().nullish() }).nullish(),
    })
    .loose(),
});
export type ResendEvent = z.infer<typeof event> & { id: string };

/** The event when the signature fits and is fresh, else null. */
export function verifiedResendEvent(
  settings: { RESEND_WEBHOOK_SECRET: string; RESEND_API_KEY: string },
  request: { headers: Headers; body: string },
): ResendEvent | null {
  const header = (name: string) => request.headers.get(`svix-${name}`) ?? request.headers.get(`webhook-${name}`) ?? "";
  const headers = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
  if (!headers.id) return null;
  try {
    const { webhooks } = new Resend(settings.RESEND_API_KEY);
    webhooks.verify({ payload: request.body, headers, webhookSecret: settings.RESEND_WEBHOOK_SECRET });
  } catch {
    return null;
  }
  const parsed = event.safeParse(JSON.parse(request.body));
  return parsed.success ? { ...parsed.data, id: headers.id } : null;
}

/** The workspace and touch that the mail's tags name. */
export function subjectOf({ data }: ResendEvent): { tenantId: string; touchId: string } | null {
  const tags = Array.isArray(data.tags)
    ? Object.fromEntries(data.tags.map(({ name, value }) => [name, value]))
    : (data.tags ?? {});
  const known = z.object({ tenant_id: z.uuid(), touch_id: z.uuid() }).safeParse(tags);
  return known.success ? { tenantId: known.data.tenant_id, touchId: known.data.touch_id } : null;
}

/** Null for events that say nothing about delivery. */
export function readMailReport({ type, data }: ResendEvent): Report | null {
  switch (type) {
    case "email.sent":
      return { status: "sent" };
    case "email.delivered":
      return { status: "delivered" };
    case "email.bounced":
      return { status: "bounced", code: codeOf("BOUNCE", data.bounce?.subType), hard: isGone(data.bounce) };
    case "email.suppressed":
      return { status: "bounced", code: "SUPPRESSED", hard: true };
    case "email.complained":
      return { status: "complained", code: "COMPLAINT", optOut: "recipient" };
    case "email.failed":
      return { status: "failed", code: codeOf("FAILED", data.failed?.reason) };
    default:
      return null;
  }
}

/** A permanent refusal of the content is not the address's fault. */
function isGone(bounce: ResendEvent["data"]["bounce"]): boolean {
  return bounce?.type === "Permanent" && !/content|attachment|size/i.test(bounce.subType ?? "");
}

const codeOf = (prefix: string, detail: string | null | undefined) =>
  detail
    ? `${prefix}_${detail
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, "_")
        .slice(0, 40)}`
    : prefix;

/** The text of a mail that came in; the event itself carries none. Null: it is gone. */
export async function fetchReceivedMail(settings: ResendSettings, emailId: string) {
  const client = new Resend(settings.RESEND_API_KEY, { baseUrl: settings.RESEND_BASE_URL ?? "https://api.resend.com" });
  const { data, error } = await client.emails.receiving.get(emailId);
  if (error?.statusCode === 404) return null;
  if (!data) throw new Error(`The received mail could not be fetched: ${error?.name ?? "unknown"}`);
  return {
    from: addressOf(data.from),
    to: data.to[0] ?? "",
    subject: data.subject,
    text: data.text ?? stripped(data.html),
  };
}

const addressOf = (from: string) => (/<([^<>]+)>/.exec(from)?.[1] ?? from).trim().toLowerCase();
const stripped = (html: string | null) =>
  (html ?? "")
    .replace(/<(style|script|blockquote)[\s\S]*?<\/\1>/gi, "")
    .replace(/<br\s*\/?>|<\/p>|<\/div>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .trim();

// E-mail by Resend. Its Idempotency-Key (kept 24 hours) makes a second send of the same touch harmless.
import { Resend } from "resend";
import { realClock } from "@/server/clock";
import { retryAfterSeconds } from "@/server/providers/transport-failure";
import type { EmailPort, EmailRequest, SendResult } from "@/server/touches/ports";

export type ResendSettings = { RESEND_API_KEY: string; RESEND_FROM: string; RESEND_BASE_URL?: string };

const QUOTA_RETRY_SECONDS = 3600;
const RATE_RETRY_SECONDS = 2;
/** About our account, not about the recipient: a person must act, nothing is lost meanwhile. */
const ours = new Set([
  "missing_api_key",
  "restricted_api_key",
  "invalid_api_key",
  "invalid_from_address",
  "invalid_access",
  "invalid_region",
  "security_error",
  "not_found",
  "method_not_allowed",
]);

/** The adapter; one client for the process. */
export function resendEmail(settings: ResendSettings): EmailPort {
  const client = new Resend(settings.RESEND_API_KEY, { baseUrl: settings.RESEND_BASE_URL ?? "https://api.resend.com" });
  return {
    name: "resend",
    deduplicates: true,
    async send(mail, signal) {
      const { data, error, headers } = await client.emails.send(
        {
          from: `${quoted(mail.fromName)} <${addressOf(settings.RESEND_FROM)}>`,
          to: [mail.to],
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          ...(mail.replyTo && { replyTo: mail.replyTo }),
          headers: unsubscribeHeaders(mail),
          tags: [
            { name: "tenant_id", value: mail.workspace.tenantId },
            { name: "touch_id", value: mail.touchId },
          ],
        },
        { idempotencyKey: mail.idempotencyKey, signal },
      );
      if (data?.id) return { kind: "accepted", providerRef: data.id };
      if (!error) return { kind: "in_doubt", code: "NO_REFERENCE" };
      return failed(error, headers, mail);
    },
  };
}

function failed(
  error: { name: string; message: string; statusCode: number | null },
  headers: Record<string, string> | null,
  mail: EmailRequest,
): SendResult {
  const { name: code, statusCode } = error;
  // The SDK hides what went wrong on the wire, and of a gateway's error has no status; the key makes trying again safe.
  if (typeof statusCode !== "number" || statusCode >= 500) return { kind: "in_doubt", code: code ?? "NO_CODE" };
  // The key was used with another text: the earlier attempt left, and the mail's tags will say what became of it.
  if (code === "invalid_idempotent_request") return { kind: "accepted", providerRef: `key:${mail.idempotencyKey}` };
  if (code === "concurrent_idempotent_requests") return { kind: "in_doubt", code };
  if (code === "daily_quota_exceeded" || code === "monthly_quota_exceeded") {
    return { kind: "not_sent", code, retryAfterSeconds: QUOTA_RETRY_SECONDS };
  }
  if (statusCode === 429) {
    const wait = retryAfterSeconds(headers?.["retry-after"], realClock.now()) ?? RATE_RETRY_SECONDS;
    return { kind: "not_sent", code, retryAfterSeconds: wait };
  }
  if (ours.has(code) || statusCode === 401 || statusCode === 403) {
    return { kind: "not_sent", code, retryAfterSeconds: QUOTA_RETRY_SECONDS };
  }
  const aboutRecipient = /`to`|recipient/i.test(error.message);
  return { kind: "refused", code, ...(aboutRecipient && { suppress: "undeliverable" as const }) };
}

/** RFC 8058: the mail program posts to the address by itself. */
function unsubscribeHeaders({ unsubscribeUrl }: EmailRequest): Record<string, string> {
  if (!unsubscribeUrl) return {};
  return { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

const addressOf = (from: string) => /<([^<>]+)>/.exec(from)?.[1] ?? from;
const quoted = (name: string) => `"${name.replace(/["\\\r\n]/g, "").trim()}"`;

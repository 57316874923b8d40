// What every answer under /pay has in common: its headers, its limits, how its forms are read.
import { createHash } from "node:crypto";
import { renderNoPage } from "@/components/payments/pay-page/pay-page";
import { payPageStyles } from "@/components/payments/pay-page/styles";
import { payLanguage, payWords } from "@/components/payments/pay-page/words";
import { callerAddress } from "@/server/auth/door/caller-address";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { type OpenedLink, resolvePayLink } from "@/server/payments/links/resolve-pay-link";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

const formBytesMax = 64 * 1024;
const styleHash = createHash("sha256").update(payPageStyles).digest("base64");

/** An HTML answer that no search engine, referrer, cache, frame or script gets anything of. */
export function payAnswer(
  html: string,
  options: { status?: number; pagesOrigin?: string | null; retryAfter?: number } = {},
) {
  return new Response(html, {
    status: options.status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": [
        "default-src 'none'",
        `style-src 'sha256-${styleHash}'`,
        "img-src data:",
        `form-action ${["'self'", options.pagesOrigin].filter(Boolean).join(" ")}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      ...privacy,
      ...(options.retryAfter ? { "retry-after": String(options.retryAfter) } : {}),
    },
  });
}

/** On to another page by GET, so that reloading it pays nothing twice. */
export function seeOther(location: string) {
  return new Response(null, { status: 303, headers: { location, ...privacy } });
}

const privacy = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow, noarchive",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export type PayVisit = {
  ctx: TenantContext;
  link: OpenedLink;
  path: string;
  asked: string | null;
  query: URLSearchParams;
};

/** Answers by `work`; where something fails on our side the reader is told so, instead of an empty page. */
export async function payPage(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    log.error({ requestId: request.headers.get("x-request-id"), err: error }, "the pay page failed");
    const { pathname, searchParams } = new URL(request.url);
    const words = payWords(payLanguage(searchParams.get("lang"), undefined));
    return payAnswer(renderNoPage(words, pathname, "broken"), { status: 503, retryAfter: 30 });
  }
}

/** The link behind a request, after its limits; or the answer where there is none. */
export async function payVisit(request: Request, token: string): Promise<PayVisit | Response> {
  const { pathname, searchParams: query } = new URL(request.url);
  const asked = query.get("lang");
  const refuse = (reason: "unknown" | "limited", status: number, retryAfter?: number) =>
    payAnswer(renderNoPage(payWords(payLanguage(asked, undefined)), pathname, reason), { status, retryAfter });
  try {
    await rateLimit("pay.ip", callerAddress(request.headers.get("x-forwarded-for"), env().TRUSTED_PROXIES));
    const visit = await resolvePayLink(token, { requestId: request.headers.get("x-request-id") ?? undefined });
    if (!visit) return refuse("unknown", 404);
    await rateLimit("pay.link", visit.link.linkId);
    return { ...visit, path: `/pay/${token}`, asked, query };
  } catch (error) {
    if (error instanceof DomainError && error.code === "RATE_LIMITED")
      return refuse("limited", 429, error.details.retryAfterSeconds ?? 60);
    throw error;
  }
}

/** The fields of a plain form; null when it is none or too large. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") || !request.body)
    return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > formBytesMax) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

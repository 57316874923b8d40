// Before every page and door: a nonce and the security headers, the request's id, and no changes by foreign pages.
import { type NextRequest, NextResponse } from "next/server";
import {
  calledByMachines,
  contentSecurityPolicy,
  isDebtorsPage,
  securityHeaders,
} from "@/server/auth/door/content-security";
import { isBrokenAddress, isForeign } from "@/server/auth/door/same-origin";
import { LAST_WORKSPACE_COOKIE } from "@/server/auth/sessions/last-workspace";
import { DomainError } from "@/server/errors";
import { problem } from "@/server/public-api/door/problem";
import { reservedSlugs } from "@/server/tenancy/reserved-slugs";

const publicUrl = new URL(process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`);
const https = publicUrl.protocol === "https:";
const development = process.env.NODE_ENV === "development";
const browserPhone = Boolean(process.env.TWILIO_API_KEY_SID);

export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  const requestId = requestIdOf(request.headers.get("x-request-id"));
  const refuse = (error: DomainError) => refusal(error, pathname, requestId);
  if (isBrokenAddress(request.nextUrl)) return refuse(new DomainError("INVALID_INPUT", "The address is not valid."));
  if (!calledByMachines(pathname) && isForeign(request, [publicUrl.origin]))
    return refuse(new DomainError("FORBIDDEN", "The request comes from another site."));

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy({ nonce, https, development, browserPhone });
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(securityHeaders(https))) response.headers.set(name, value);
  response.headers.set("x-request-id", requestId);
  // Debtors' pages set a policy of their own, and their address is a secret: it is told to nobody.
  if (isDebtorsPage(pathname)) response.headers.set("referrer-policy", "no-referrer");
  else response.headers.set("content-security-policy", policy);
  rememberWorkspace(request, response);
  return response;
}

/** Partners read every refusal in one form. */
function refusal(error: DomainError, pathname: string, requestId: string): Response {
  const { code, message, status } = error;
  const response = /^\/api\/v1(\/|$)/.test(pathname)
    ? problem(error, requestId)
    : Response.json({ error: { code, message } }, { status, headers: { "x-request-id": requestId } });
  for (const [name, value] of Object.entries(securityHeaders(https))) response.headers.set(name, value);
  return response;
}

function requestIdOf(given: string | null): string {
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** Pages of a workspace are asked for by navigation; the slug is only remembered, never trusted. */
function rememberWorkspace(request: NextRequest, response: NextResponse) {
  const slug = request.nextUrl.pathname.split("/")[1] ?? "";
  if (request.method !== "GET" || request.headers.get("sec-fetch-dest") !== "document") return;
  if (!/^[a-z0-9-]{2,60}$/.test(slug) || reservedSlugs.has(slug)) return;
  if (request.cookies.get(LAST_WORKSPACE_COOKIE)?.value === slug) return;
  response.cookies.set(LAST_WORKSPACE_COOKIE, slug, {
    httpOnly: true,
    sameSite: "lax",
    secure: https,
    path: "/",
    maxAge: 31_536_000,
  });
}

export const config = {
  matcher: ["/((?!_next/static|_next/image|icon.svg|favicon.ico).*)"],
};

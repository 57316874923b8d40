// What a request says: its bearer, the parts of its address, its query, its body.

import { DomainError } from "@/server/errors";
import type { Endpoint } from "@/server/public-api/endpoint";
import { limitedBody } from "@/server/rate-limits/request-size";

export const API_ROOT = "/api/v1";
const BODY_MAX_BYTES = 64 * 1024;

export function bearerOf(request: Request): string {
  const [, text] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!text) throw new DomainError("UNAUTHENTICATED", "There is no API key. Send Authorization: Bearer dl_….");
  return text;
}

/** 1 to 255 characters that print. */
export function idempotencyKeyOf(request: Request): string {
  const key = request.headers.get("idempotency-key") ?? "";
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new DomainError(
    "INVALID_INPUT",
    "A change needs the header Idempotency-Key: one of your own for each change, the same when you repeat it.",
    { fields: { "Idempotency-Key": key === "" ? "is missing" : "must be 1 to 255 printable characters" } },
  );
}

/** The parts in braces, by name. */
export function paramsOf({ path }: Endpoint, url: URL): Record<string, string> {
  const given = url.pathname.slice(API_ROOT.length).split("/");
  const params = path.split("/").flatMap((part, at): [string, string][] => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name ? [[name, decoded(given[at] ?? "")]] : [];
  });
  return Object.fromEntries(params);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new DomainError("INVALID_INPUT", "The address is not valid.");
  }
}

/** A name that comes twice is refused, not half heard. */
export function queryOf(url: URL): Record<string, string> {
  const names = [...url.searchParams.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new DomainError("INVALID_INPUT", "A parameter comes twice.", { fields: { [twice]: "comes twice" } });
  return Object.fromEntries(url.searchParams);
}

/** The body, as text and as what it says. */
export async function bodyOf(endpoint: Endpoint, request: Request): Promise<{ text: string; value: unknown }> {
  if (!endpoint.body) return { text: "", value: undefined };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new DomainError("INVALID_INPUT", "Send the body as application/json.", {
      fields: { "Content-Type": "must be application/json" },
    });
  const bytes = await limitedBody(request, endpoint.bodyMaxBytes ?? BODY_MAX_BYTES);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw new DomainError("INVALID_INPUT", "The body is no JSON.");
  }
}

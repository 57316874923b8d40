// Inngest's request signing, both ways: HMAC-SHA256 over the canonical body and the time.
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = /^signkey-\w+-/;

/** `t=<unix seconds>&s=<hex>` for a body that is already text. */
export function sign(body: string, key: string, at: Date): string {
  const seconds = Math.round(at.getTime() / 1_000).toString();
  return `t=${seconds}&s=${digest(body, key, seconds)}`;
}

/** Whether the signature is this key's over this body, at most five minutes old. */
export function verifySignature(signature: string | null, body: string, key: string, now: Date): boolean {
  const fields = new URLSearchParams(signature ?? "");
  const seconds = fields.get("t") ?? "";
  const given = Buffer.from(fields.get("s") ?? "", "utf8");
  if (!/^\d+$/.test(seconds) || Math.abs(now.getTime() - Number(seconds) * 1_000) > 300_000) return false;
  const expected = Buffer.from(digest(body, key, seconds), "utf8");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** RFC 8785: members sorted by their UTF-16 code units, no spaces; numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

function digest(body: string, key: string, seconds: string) {
  return createHmac("sha256", key.replace(PREFIX, "")).update(body).update(seconds).digest("hex");
}

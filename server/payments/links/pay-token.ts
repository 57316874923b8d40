// A pay link's token: the link's id and a MAC over it, 43 characters. Pure but for node:crypto.
import { createHmac, timingSafeEqual } from "node:crypto";

const idBytes = 16;
const macBytes = 16;

/** The token of a link. */
export function makePayToken(linkId: string, secret: string): string {
  const id = Buffer.from(linkId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, mac(id, secret)]).toString("base64url");
}

/** The link's id when the token was made with this secret, else null; in constant time. */
export function readPayToken(token: string, secret: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.toString("base64url") !== token) return null;
  const id = bytes.subarray(0, idBytes);
  if (!timingSafeEqual(bytes.subarray(idBytes), mac(id, secret))) return null;
  const hex = id.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function mac(id: Buffer, secret: string): Buffer {
  return createHmac("sha256", secret).update("duelane pay link v1\0").update(id).digest().subarray(0, macBytes);
}

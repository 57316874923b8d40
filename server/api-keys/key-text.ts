// A key as its bearer writes it: dl_<live|sandbox>_<12 to find it by>_<52 that are the secret>. No character breaks a
// double click, and a scanner for leaked secrets knows it by its beginning. Pure.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Chance } from "@/server/chance";

/** Crockford's base 32: letters that nobody mixes up. */
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const form = new RegExp(`^(dl_(?:live|sandbox)_[${letters}]{12})_([${letters}]{52})$`);

/** 60 bits to find it by, 260 that are secret. */
export function newKey(chance: Chance, mode: "live" | "sandbox"): { text: string; prefix: string; secretHash: string } {
  const prefix = `dl_${mode}_${randomLetters(chance, 12)}`;
  const secret = randomLetters(chance, 52);
  return { text: `${prefix}_${secret}`, prefix, secretHash: hashOf(secret) };
}

/** Null for what was never a key of ours. */
export function readKey(text: string): { prefix: string; secret: string } | null {
  const [, prefix, secret] = form.exec(text) ?? [];
  return prefix && secret ? { prefix, secret } : null;
}

/** Takes as long whatever is wrong with it. */
export function isSecretOf(secret: string, secretHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), "base64url"), Buffer.from(secretHash, "base64url"));
}

/** SHA-256 is enough: the secret is random, so there is nothing to guess from its hash. */
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");

const randomLetters = (chance: Chance, count: number) =>
  [...chance.bytes(count)].map((byte) => letters[byte % letters.length]).join("");

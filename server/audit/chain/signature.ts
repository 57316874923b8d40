// Who signs the chain's ends: an Ed25519 key that is derived from the installation's secret, so that there is nothing more
// to keep, and a public half that anyone may have. Rotating AUTH_SECRET rotates it; a seal carries the key it was made with.
import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";

export type Signer = { keyId: string; publicKey: string; sign(text: string): string };
/** Public keys, PEM, by their ids. */
export type TrustedKeys = ReadonlyMap<string, string>;

/** DER of an Ed25519 private key, up to the 32 bytes themselves (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

export function signerOf(secret: string): Signer {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "duelane audit log v1", 32));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key);
  return {
    keyId: idOf(publicKey),
    publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
  };
}

/** The id of a public key in PEM; throws where it is none of ours. */
export function keyIdOf(pem: string): string {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("The log is signed with Ed25519.");
  return idOf(key);
}

function idOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);
}

/** Whether one of the keys signed it: undefined where the key is not among them. */
export function isSigned(
  { keyId, signature }: { keyId: string; signature: string },
  text: string,
  keys: TrustedKeys,
): boolean | undefined {
  const pem = keys.get(keyId);
  if (pem === undefined) return undefined;
  try {
    return verify(null, Buffer.from(text, "utf8"), pem, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

// What must not be readable from the database alone: ciphertext (AES-256-GCM) and keyed hashes under keys of each workspace,
// derived from the installation's secret, which stands in the environment and never in a row.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import { env } from "@/server/env";

const KEY_ID_BYTES = 8;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export type Vault = {
  /** Ciphertext that opens only for the same `about`: an entry that is moved to another place does not open there. */
  seal(text: string, about: string, random: (count: number) => Uint8Array): Buffer;
  /** Throws where no key of the vault fits, or somebody changed it. */
  open(sealed: Buffer, about: string): string;
  /** A hash that nobody can try values against without the secret. */
  digest(kind: string, value: string): string;
  /** The same under every secret the vault ever had. */
  digests(kind: string, value: string): string[];
};

/** The vault of a workspace. The first secret seals, all of them open. */
export function vaultOf(tenantId: string, secrets: readonly string[] = vaultSecrets()): Vault {
  const keys = secrets.map((secret) => keysOf(secret, tenantId));
  const [current] = keys;
  if (!current) throw new Error("A vault needs a secret.");
  return {
    seal(text, about, random) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.sealing, iv).setAAD(Buffer.from(about));
      return Buffer.concat([current.id, iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const key = keys.find(({ id }) => id.equals(sealed.subarray(0, KEY_ID_BYTES)));
      if (!key) throw new Error("No key of this vault fits: was a secret changed without naming the old one?");
      const body = sealed.subarray(KEY_ID_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", key.sealing, body.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(about)).setAuthTag(body.subarray(body.length - TAG_BYTES));
      const text = body.subarray(IV_BYTES, body.length - TAG_BYTES);
      return decipher.update(text, undefined, "utf8") + decipher.final("utf8");
    },
    digest: (kind, value) => digest(current.hashing, kind, value),
    digests: (kind, value) => keys.map(({ hashing }) => digest(hashing, kind, value)),
  };
}

/** The secret in use, and those before it. */
function vaultSecrets(): string[] {
  const { VAULT_SECRET, VAULT_SECRETS_OLD, AUTH_SECRET } = env();
  return [VAULT_SECRET ?? AUTH_SECRET, ...(VAULT_SECRETS_OLD ?? [])];
}

function keysOf(secret: string, tenantId: string) {
  const derive = (what: string) => Buffer.from(hkdfSync("sha256", secret, tenantId, `duelane vault v1 ${what}`, 32));
  const sealing = derive("sealing");
  return {
    id: createHash("sha256").update(sealing).digest().subarray(0, KEY_ID_BYTES),
    sealing,
    hashing: derive("hashing"),
  };
}

const digest = (key: Buffer, kind: string, value: string) =>
  createHmac("sha256", key).update(kind).update("\0").update(value).digest("base64url");

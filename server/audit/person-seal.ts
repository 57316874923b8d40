// What the log keeps about a person, it keeps as ciphertext under a key of that person's own (AES-256-GCM): destroying the
// key (`debtors.log_key`) makes it unreadable for ever, and the chain, which hashes the ciphertext, still agrees.
import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from "node:crypto";
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KNOWN_MAX = 20_000;

/** Keys of people who were written about lately. One that was destroyed meanwhile is in no row any more. */
const known = new Map<string, KeyObject>();

/** The keys of these debtors; those without one (any more) are left out. */
export async function personKeys(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, KeyObject>> {
  const keys = new Map<string, KeyObject>();
  const missing = new Set<string>();
  for (const id of debtorIds) {
    const key = known.get(`${ctx.tenantId}:${id}`);
    if (key) keys.set(id, key);
    else missing.add(id);
  }
  if (missing.size === 0) return keys;
  const { rows } = await tx.execute<{ id: string; log_key: string }>(sql`
    select id, log_key from debtors
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...missing])}::uuid[]) and log_key is not null`);
  if (known.size + rows.length > KNOWN_MAX) known.clear();
  for (const { id, log_key } of rows) {
    const key = personKey(log_key);
    keys.set(id, key);
    known.set(`${ctx.tenantId}:${id}`, key);
  }
  return keys;
}

/**
 * The key to read by, as it stands in the row now; undefined once it was destroyed. A process that did not erase the person
 * itself may still know a key to write by.
 */
export async function openingKey(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  debtorId: string,
): Promise<KeyObject | undefined> {
  const { rows } = await tx.execute<{ log_key: string | null }>(sql`
    select log_key from debtors where tenant_id = ${ctx.tenantId} and id = ${debtorId}`);
  const logKey = rows[0]?.log_key;
  return logKey ? personKey(logKey) : undefined;
}

/** The person was erased: this process forgets the key as well. */
export function forgetPerson(ctx: { tenantId: string }, debtorId: string): void {
  known.delete(`${ctx.tenantId}:${debtorId}`);
}

/** The AES key that a `log_key` stands for; as a key object, because a buffer would be made into one at every use. */
export function personKey(logKey: string): KeyObject {
  return createSecretKey(createHash("sha256").update("duelane person key v1\0").update(logKey).digest());
}

/** iv, ciphertext, tag. */
export function sealFor(key: KeyObject, text: string, random: (count: number) => Uint8Array): Buffer {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** The text; null where the key is gone, or is another's. */
export function openSealed(key: KeyObject | null, sealed: Buffer): string | null {
  if (!key || sealed.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const text = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    return null;
  }
}

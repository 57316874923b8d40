// Once a day: the chain is checked, and its end signed with the date and the outcome, to be handed out and found again.
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type ChainEnd, noLinks } from "@/server/audit/chain/link";
import { readSealText, type SealFile, sealText } from "@/server/audit/chain/statements";
import type { Sealing } from "@/server/audit/sealing/seal-log";
import { verifyLog } from "@/server/audit/sealing/verify-log";
import { toPublicId } from "@/server/public-ids";

const SUNDAY = 0;

/** The workspaces whose chain has grown since its last seal. */
export function findUnsealedChains(): Promise<string[]> {
  return asSystem("seal-log", async (tx) => {
    const { rows } = await tx.execute<{ tenant_id: string }>(sql`
      select tenant_id from audit_heads h
      where seq > coalesce((select max(seq) from audit_seals s where s.tenant_id = h.tenant_id), 0) order by tenant_id`);
    return rows.map((row) => row.tenant_id);
  });
}

/**
 * Checks what came since the last seal (on Sundays everything) and seals the chain's end. Null where there is no chain,
 * or the day has its seal.
 */
export async function sealDay(tenantId: string, { clock, signer }: Sealing): Promise<{ problems: number } | null> {
  const sealedAt = clock.now();
  const day = sealedAt.toISOString().slice(0, 10);
  const keys = new Map([[signer.keyId, signer.publicKey]]);
  const checked = await withTenant({ tenantId }, async (tx) => {
    const after = sealedAt.getUTCDay() === SUNDAY ? noLinks : await lastSealed(tx, tenantId);
    return verifyLog(tx, tenantId, { keys, after });
  });
  if (!checked.head) return null;
  const { head } = checked;
  const problems = checked.problems.length;
  return asSystem("seal-log", async (tx) => {
    const { rows } = await tx.execute<{ entries: string }>(sql`
      select coalesce(sum(entries), 0)::text as entries from audit_links where tenant_id = ${tenantId} and seq <= ${head.seq}`);
    const statement = sealText({
      workspace: toPublicId("tenant", tenantId),
      day,
      link: head.seq,
      hash: head.hash,
      entries: Number(rows[0]?.entries ?? 0),
      sealedAt: sealedAt.toISOString(),
      problems,
    });
    const { rowCount } = await tx.execute(sql`
      insert into audit_seals (tenant_id, day, seq, statement, key_id, public_key, signature, problems, sealed_at)
      values (${tenantId}, ${day}, ${head.seq}, ${statement}, ${signer.keyId}, ${signer.publicKey},
              ${signer.sign(statement)}, ${problems}, ${sealedAt.toISOString()})
      on conflict do nothing`);
    return rowCount ? { problems } : null;
  });
}

/** Where the last seal left the chain; the beginning where there is none, or the chain says something else now. */
export async function lastSealed(tx: TenantTransaction, tenantId: string): Promise<ChainEnd> {
  const { rows } = await tx.execute<{ statement: string; seq: number; hash: string; upto: string }>(sql`
    select s.statement, l.seq, l.hash, l.upto::text from audit_seals s
    join audit_links l on l.tenant_id = s.tenant_id and l.seq = s.seq
    where s.tenant_id = ${tenantId} order by s.day desc limit 1`);
  const [row] = rows;
  if (!row || readSealText(row.statement)?.hash !== row.hash) return noLinks;
  return { seq: row.seq, hash: row.hash, upto: Number(row.upto) };
}

/** The seals of a workspace, the newest first, as they are handed out. */
export async function readSealFiles(tx: TenantTransaction, tenantId: string, limit = 400): Promise<SealFile[]> {
  const { rows } = await tx.execute<SealFile>(sql`
    select statement, key_id as "keyId", public_key as "publicKey", signature from audit_seals
    where tenant_id = ${tenantId} order by day desc limit ${limit}`);
  return rows;
}

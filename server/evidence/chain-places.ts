// Where entries of the log stand in its chain. Internal.
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { logLines } from "@/server/audit/sealing/log-lines";
import type { ChainPlace, EvidenceLink } from "@/server/evidence/contract";

/** The very line of each entry, and the link that holds its digest. */
export async function chainPlaces(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  ids: readonly string[],
): Promise<Map<string, ChainPlace>> {
  if (ids.length === 0) return new Map();
  const where = sql`tenant_id = ${ctx.tenantId} and id = any(${sql.param([...ids])}::uuid[])`;
  const { rows } = await tx.execute<{ id: string; line: string; link: number | null }>(sql`
    select lines.id, lines.line, (
      select seq from audit_links where tenant_id = ${ctx.tenantId}
        and from_position <= lines.log_position and upto > lines.log_position limit 1) as link
    from ${logLines(where)} lines`);
  return new Map(rows.map(({ id, line, link }) => [id, { line, sha256: sha256(line), link }]));
}

export async function chainLinks(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  seqs: readonly number[],
): Promise<EvidenceLink[]> {
  const { rows } = await tx.execute<EvidenceLink>(sql`
    select seq, from_position::float8 as "from", upto::float8 as upto, entries,
      translate(encode(digests, 'base64'), E'\n', '') as digests,
      to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt",
      previous_hash as "previousHash", hash
    from audit_links where tenant_id = ${ctx.tenantId} and seq = any(${sql.param([...seqs])}::int[]) order by seq`);
  return rows;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

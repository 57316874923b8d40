// New entries of all workspaces become links of their chains, one link a workspace and run. Writers are not held up: a
// run takes what stands below the oldest transaction that is still writing, where nothing can appear any more.
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { type ChainEnd, DIGEST_BYTES, type Link, nextLink, noLinks } from "@/server/audit/chain/link";
import type { Signer } from "@/server/audit/chain/signature";
import { headText } from "@/server/audit/chain/statements";
import { digestOfLine, logLines, logOrder } from "@/server/audit/sealing/log-lines";
import type { Clock } from "@/server/clock";

export type Sealing = { clock: Clock; signer: Signer };

const LOCK = 7_265_102;

/** Seals what is complete; another run at the same time leaves at once. */
export function sealLog({ clock, signer }: Sealing): Promise<{ links: number; entries: number }> {
  return asSystem("seal-log", async (tx) => {
    const { rows: state } = await tx.execute<{ mine: boolean; from: string; upto: string }>(sql`
      select pg_try_advisory_xact_lock(${LOCK}) as mine,
        coalesce((select max(upto) from audit_heads), 0)::text as from,
        log_position(pg_snapshot_xmin(pg_current_snapshot()))::text as upto`);
    const { mine = false, from, upto } = state[0] ?? {};
    if (!mine || Number(upto) <= Number(from)) return { links: 0, entries: 0 };
    // One position may hold a large import whole; positions themselves are taken as they are complete.
    const { rows: batches } = await tx.execute<{ tenant_id: string; digests: Buffer } & HeadRow>(sql`
      with fresh as (
        select tenant_id, string_agg(${digestOfLine}, ''::bytea order by ${logOrder}) as digests
        from ${logLines(sql`log_position >= ${from}::bigint and log_position < ${upto}::bigint`)} lines
        group by tenant_id)
      select f.tenant_id, f.digests, h.seq, h.hash, h.upto::text, h.entries::text
      from fresh f left join audit_heads h on h.tenant_id = f.tenant_id order by f.tenant_id`);
    let entries = 0;
    for (const batch of batches) {
      const end: ChainEnd =
        batch.seq === null ? noLinks : { seq: batch.seq, hash: batch.hash ?? "", upto: Number(batch.upto) };
      const sealedAt = clock.now();
      const link = nextLink(batch.tenant_id, end, { upto: Number(upto), digests: batch.digests, sealedAt });
      await tx.execute(writeLink(batch.tenant_id, link, Number(batch.entries ?? 0), signer));
      entries += batch.digests.length / DIGEST_BYTES;
    }
    return { links: batches.length, entries };
  });
}

type HeadRow = { seq: number | null; hash: string | null; upto: string | null; entries: string | null };

/** The link and the end that it is now. Where somebody laid hands on the chain, both stay as they are, for the check to find. */
function writeLink(tenantId: string, link: Link, entriesBefore: number, signer: Signer) {
  const { seq, from, upto, digests, previousHash, hash } = link;
  const sealedAt = link.sealedAt.toISOString();
  const entries = entriesBefore + link.entries;
  const signature = signer.sign(headText(tenantId, { ...link, entries }));
  return sql`
    with link as (
      insert into audit_links (tenant_id, seq, from_position, upto, entries, digests, sealed_at, previous_hash, hash)
      values (${tenantId}, ${seq}, ${from}, ${upto}, ${link.entries}, ${digests}, ${sealedAt}, ${previousHash}, ${hash})
      on conflict do nothing returning seq)
    insert into audit_heads (tenant_id, seq, hash, upto, entries, sealed_at, key_id, signature)
    select ${tenantId}::uuid, seq, ${hash}, ${upto}::bigint, ${entries}::bigint, ${sealedAt}::timestamptz,
           ${signer.keyId}, ${signature} from link
    on conflict (tenant_id) do update set seq = excluded.seq, hash = excluded.hash, upto = excluded.upto,
      entries = excluded.entries, sealed_at = excluded.sealed_at, key_id = excluded.key_id, signature = excluded.signature`;
}

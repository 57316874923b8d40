// Reads a workspace's log and its chain again, from the first link or from a later one, and says what does not agree.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { checkEntries, checkLink, type PresentEntry, type Problem, problem } from "@/server/audit/chain/check-links";
import { type ChainEnd, type Link, noLinks } from "@/server/audit/chain/link";
import { isSigned, type TrustedKeys } from "@/server/audit/chain/signature";
import { type Head, headText, readSealText, type SealFile } from "@/server/audit/chain/statements";
import { digestOfLine, logLines, logOrder } from "@/server/audit/sealing/log-lines";
import { toPublicId } from "@/server/public-ids";

export type LogCheck = {
  /** Nothing was found. */
  intact: boolean;
  problems: Problem[];
  links: number;
  /** Checked, of those that are sealed. */
  entries: number;
  /** Until when entries are sealed, and agree where it is intact. */
  verifiedUntil: Date | null;
  /** Entries that wait for the next sealing; nothing protects them yet. */
  unsealed: number;
  head: { seq: number; hash: string } | null;
  seals: number;
  /** Whether signatures could be checked: without a key they cannot. */
  signatures: "checked" | "not_checked";
};

export type CheckOptions = {
  /** Those whose signatures count; none: signatures are not checked. */
  keys: TrustedKeys;
  /** Seals that were handed out earlier, to be found again. */
  handedOut?: readonly SealFile[];
  /** Only links after this one. */
  after?: ChainEnd;
};

const LINKS_A_PAGE = 50;
const ENTRIES_A_PAGE = 50_000;
/** A position that nothing stands before. */
const FIRST = "-9223372036854775808";

/** Checks the log in the caller's transaction; a log that was laid hands on is an answer, not an error. */
export async function verifyLog(
  tx: TenantTransaction,
  tenantId: string,
  { keys, handedOut = [], after = noLinks }: CheckOptions,
): Promise<LogCheck> {
  const problems: Problem[] = [];
  const { head, last } = await readEnds(tx, tenantId);
  problems.push(...checkHead(tenantId, head, last, keys));
  const seals = [...(await readSeals(tx, tenantId, after.seq)), ...handedOut];
  const wanted = new Set(seals.flatMap((seal) => readSealText(seal.statement)?.link ?? []));
  const hashes = new Map<number, string>();

  let end = after;
  let verifiedUntil: Date | null = null;
  const counts = { links: 0, entries: 0 };
  for (;;) {
    const links = await readLinks(tx, tenantId, end.seq, last?.seq ?? 0);
    const lastOfPage = links.at(-1);
    const firstOfPage = links[0];
    if (!firstOfPage || !lastOfPage) break;
    const present = await readEntries(
      tx,
      tenantId,
      { ...firstOfPage, from: end.upto, first: end.seq === 0 },
      lastOfPage,
    );
    let at = 0;
    for (const link of links) {
      problems.push(...checkLink(tenantId, end, link));
      const begin = at;
      while (at < present.length && (present[at]?.position ?? 0) < link.upto) at += 1;
      problems.push(...checkEntries(link, present.slice(begin, at)));
      if (wanted.has(link.seq)) hashes.set(link.seq, link.hash);
      counts.links += 1;
      counts.entries += link.entries;
      verifiedUntil = link.sealedAt;
      end = { seq: link.seq, hash: link.hash, upto: link.upto };
    }
  }
  if (head && (head.seq !== end.seq || head.hash !== end.hash || head.upto !== end.upto)) {
    const code = head.seq > end.seq ? "TRUNCATED" : "END_ALTERED";
    problems.push(problem(code, head, { count: Math.max(0, head.seq - end.seq) }));
  }
  for (const seal of seals) problems.push(...checkSeal(tenantId, seal, { hashes, end, after, keys }));
  return {
    intact: problems.length === 0,
    problems,
    ...counts,
    verifiedUntil,
    unsealed: await countFrom(tx, tenantId, end.upto),
    head: end.seq > 0 ? { seq: end.seq, hash: end.hash } : null,
    seals: seals.length,
    signatures: keys.size > 0 ? "checked" : "not_checked",
  };
}

function checkHead(tenantId: string, head: Head | null, last: { seq: number } | null, keys: TrustedKeys): Problem[] {
  if (!head) return last ? [problem("END_MISSING", last)] : [];
  if (keys.size === 0) return [];
  const signed = isSigned(head, headText(tenantId, head), keys);
  if (signed === undefined) return [problem("KEY_UNKNOWN", head)];
  return signed ? [] : [problem("END_ALTERED", head)];
}

function checkSeal(
  tenantId: string,
  seal: SealFile,
  chain: { hashes: ReadonlyMap<number, string>; end: ChainEnd; after: ChainEnd; keys: TrustedKeys },
): Problem[] {
  const said = readSealText(seal.statement);
  if (!said || said.workspace !== toPublicId("tenant", tenantId)) return [problem("SEAL_ALTERED", null)];
  const at = { seq: said.link, sealedAt: new Date(said.sealedAt) };
  const problems: Problem[] = [];
  if (chain.keys.size > 0) {
    const signed = isSigned(seal, seal.statement, chain.keys);
    if (signed === undefined) problems.push(problem("KEY_UNKNOWN", at));
    else if (!signed) problems.push(problem("SEAL_ALTERED", at));
  }
  if (said.link > chain.end.seq) {
    problems.push(problem("TRUNCATED", at, { count: said.link - chain.end.seq }));
  } else if (said.link > chain.after.seq && chain.hashes.get(said.link) !== said.hash) {
    problems.push(problem("SEAL_CONTRADICTED", at));
  }
  return problems;
}

/** The signed end and the last link, as they were at one instant. */
async function readEnds(tx: TenantTransaction, tenantId: string) {
  const { rows } = await tx.execute<{ last: number | null; head: HeadRow | null }>(sql`
    select (select max(seq) from audit_links where tenant_id = ${tenantId}) as last,
      (select jsonb_build_object('seq', seq, 'hash', hash, 'upto', upto, 'entries', entries, 'keyId', key_id,
         'signature', signature, 'sealedAt', (extract(epoch from sealed_at) * 1000)::bigint)
       from audit_heads where tenant_id = ${tenantId}) as head`);
  const { last, head } = rows[0] ?? { last: null, head: null };
  return {
    last: last === null ? null : { seq: last },
    head: head && { ...head, sealedAt: new Date(head.sealedAt) },
  };
}

type HeadRow = Omit<Head, "sealedAt"> & { sealedAt: number };

async function readLinks(tx: TenantTransaction, tenantId: string, after: number, last: number): Promise<Link[]> {
  const { rows } = await tx.execute<{
    seq: number;
    from_position: string;
    upto: string;
    entries: number;
    digests: Buffer;
    sealed_ms: string;
    previous_hash: string;
    hash: string;
  }>(sql`
    select seq, from_position, upto, entries, digests, (extract(epoch from sealed_at) * 1000)::bigint as sealed_ms,
           previous_hash, hash
    from (
      select *, sum(entries) over (order by seq) - entries as before from (
        select * from audit_links where tenant_id = ${tenantId} and seq > ${after} and seq <= ${last}
        order by seq limit ${LINKS_A_PAGE}) page
    ) counted where before < ${ENTRIES_A_PAGE} order by seq`);
  return rows.map((row) => ({
    seq: row.seq,
    from: Number(row.from_position),
    upto: Number(row.upto),
    entries: row.entries,
    digests: row.digests,
    sealedAt: new Date(Number(row.sealed_ms)),
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}

/** What stands between two links now, in the order of links. */
async function readEntries(
  tx: TenantTransaction,
  tenantId: string,
  from: { from: number; first: boolean },
  to: { upto: number },
): Promise<(PresentEntry & { position: number })[]> {
  const where = sql`tenant_id = ${tenantId} and log_position >= ${from.first ? FIRST : String(from.from)}::bigint
    and log_position < ${String(to.upto)}::bigint`;
  const { rows } = await tx.execute<{ log_position: string; log: string; id: string; digest: string }>(sql`
    select log_position, log, id, encode(${digestOfLine}, 'hex') as digest
    from ${logLines(where)} lines order by ${logOrder}`);
  return rows.map((row) => ({ id: `${row.log}:${row.id}`, digest: row.digest, position: Number(row.log_position) }));
}

async function readSeals(tx: TenantTransaction, tenantId: string, after: number): Promise<SealFile[]> {
  const { rows } = await tx.execute<SealFile>(sql`
    select statement, key_id as "keyId", public_key as "publicKey", signature from audit_seals
    where tenant_id = ${tenantId} and seq > ${after} order by day`);
  return rows;
}

async function countFrom(tx: TenantTransaction, tenantId: string, position: number): Promise<number> {
  const counted = (table: string) => sql`
    (select count(*) from ${sql.identifier(table)} where tenant_id = ${tenantId} and log_position >= ${position})`;
  const { rows } = await tx.execute<{ count: string }>(sql`
    select (${counted("audit_entries")} + ${counted("touch_receipts")} + ${counted("enrollment_history")}) as count`);
  return Number(rows[0]?.count ?? 0);
}

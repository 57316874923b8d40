// Everything about one debtor that a regulator or a court asks for, part by part, so that a history of thousands of contacts
// is never in memory at once. Who took it and why is an entry itself, written before the first part leaves.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { chainLinks } from "@/server/evidence/chain-places";
import type { ChainPlace, EvidenceInput, EvidencePart, EvidenceTail } from "@/server/evidence/contract";
import type { After, Page, PageOf } from "@/server/evidence/page";
import { readChanges } from "@/server/evidence/read-changes";
import { readHead } from "@/server/evidence/read-head";
import { readReplies, readTouches } from "@/server/evidence/read-touches";
import { authorise, writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 100;
const beginning: After = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

export async function* readEvidence(ctx: TenantContext, input: EvidenceInput): AsyncGenerator<EvidencePart> {
  authorise(ctx, "evidence.read");
  const { debtorId, reason, format } = input;
  const head = await withTenant(ctx, async (tx) => {
    const found = await readHead(tx, ctx, input);
    const details = { reason, format, count: found.counts.touches };
    await writeAudit(tx, ctx, "evidence.read", { kind: "debtor", id: debtorId, details });
    return found;
  });
  yield { part: "head", head };
  const links = new Set<number>();
  const named = (chain: ChainPlace | null) => chain?.link != null && links.add(chain.link);
  for await (const touch of paged(ctx, debtorId, readTouches)) {
    for (const { chain } of touch.decisions) named(chain);
    yield { part: "touch", touch };
  }
  for await (const reply of paged(ctx, debtorId, readReplies)) yield { part: "reply", reply };
  for await (const change of paged(ctx, debtorId, readChanges)) {
    named(change.chain);
    yield { part: "change", change };
  }
  yield { part: "tail", tail: await withTenant(ctx, (tx) => readTail(tx, ctx, links)) };
}

/** One by one, a page in memory. */
async function* paged<T>(
  ctx: TenantContext,
  debtorId: string,
  read: (tx: TenantTransaction, ctx: TenantContext, of: PageOf) => Promise<Page<T>>,
): AsyncGenerator<T> {
  for (let after: After | null = beginning; after; ) {
    const of: PageOf = { debtorId, after, limit: BATCH };
    const { rows, next }: Page<T> = await withTenant(ctx, (tx) => read(tx, ctx, of));
    yield* rows;
    after = next;
  }
}

/** The links that were named, and the latest seal. */
async function readTail(tx: TenantTransaction, ctx: TenantContext, links: ReadonlySet<number>): Promise<EvidenceTail> {
  const seals = await tx.execute<NonNullable<EvidenceTail["seal"]>>(sql`
    select day::text, statement, signature, public_key as "publicKey", key_id as "keyId"
    from audit_seals where tenant_id = ${ctx.tenantId} order by day desc limit 1`);
  return { links: await chainLinks(tx, ctx, [...links]), seal: seals.rows[0] ?? null };
}

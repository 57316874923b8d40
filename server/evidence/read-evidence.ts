// Everything about one debtor that a regulator or a court asks for, part by part, so that a history of thousands of contacts
// is never in memory at once. Who took it and why is an entry itself, written before the first part leaves.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { chainLinks, chainPlaces } from "@/server/evidence/chain-places";
import type { EvidenceInput, EvidencePart, EvidenceTail } from "@/server/evidence/contract";
import { readHead } from "@/server/evidence/read-head";
import { readReplies, readTouches } from "@/server/evidence/read-touches";
import { authorise, writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 100;
const CHANGES_MAX = 1_000;

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
  let after = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const page = await withTenant(ctx, (tx) => readTouches(tx, ctx, { debtorId, after, limit: BATCH }));
    for (const touch of page.touches) {
      for (const { chain } of touch.decisions) if (chain?.link != null) links.add(chain.link);
      yield { part: "touch", touch };
    }
    if (!page.next) break;
    after = page.next;
  }
  after = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const page = await withTenant(ctx, (tx) => readReplies(tx, ctx, { debtorId, after, limit: BATCH }));
    for (const reply of page.replies) yield { part: "reply", reply };
    if (!page.next) break;
    after = page.next;
  }
  yield { part: "tail", tail: await withTenant(ctx, (tx) => readTail(tx, ctx, debtorId, links)) };
}

/** What was changed about the debtor itself (who looked at it, each day, would leave no room), the links that were named, and the latest seal. */
async function readTail(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  links: Set<number>,
): Promise<EvidenceTail> {
  const { rows } = await tx.execute<ChangeRow>(sql`
    select e.id, e.at, e.action, e.details, coalesce(u.name, e.actor_kind) as actor
    from audit_entries e left join users u on u.id = e.actor_id and e.actor_kind = 'member'
    where e.tenant_id = ${ctx.tenantId} and e.action <> 'debtors.read' and (e.subject_id = ${debtorId} or e.subject_id in (
      select id from consents where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}))
    order by e.at, e.id limit ${CHANGES_MAX}`);
  const places = await chainPlaces(
    tx,
    ctx,
    rows.map(({ id }) => id),
  );
  for (const { link } of places.values()) if (link !== null) links.add(link);
  const seals = await tx.execute<NonNullable<EvidenceTail["seal"]>>(sql`
    select day::text, statement, signature, public_key as "publicKey", key_id as "keyId"
    from audit_seals where tenant_id = ${ctx.tenantId} order by day desc limit 1`);
  return {
    changes: rows.map(({ id, at, action, actor, details }) => ({
      at: new Date(at).toISOString(),
      actor,
      action,
      details,
      chain: places.get(id) ?? null,
    })),
    links: await chainLinks(tx, ctx, [...links]),
    seal: seals.rows[0] ?? null,
  };
}

type ChangeRow = { id: string; at: string; action: string; details: unknown; actor: string };

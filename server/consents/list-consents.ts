import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { readPerson } from "@/server/audit/read-person";
import type { ConsentRow, PageConsentsInput } from "@/server/consents/contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { decodeCursor, type Page, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const TIMED_MS = 7 * 86_400_000;

/** Every consent of a debtor, those that ended and were revoked included: those that run first, then the newest. */
export function listConsents(ctx: TenantContext, { debtorId }: { debtorId: string }): Promise<ConsentRow[]> {
  return read(ctx, "consents.read", async (tx) => {
    const consents = (await newestFirst(tx, ctx, { debtorId, limit: 200 })).map(({ consent }) => consent);
    return [...consents.filter(({ state }) => state === "runs"), ...consents.filter(({ state }) => state !== "runs")];
  });
}

/** The same page by page, the latest given first. Who looks leaves an entry. */
export function pageConsents(ctx: TenantContext, input: PageConsentsInput): Promise<Page<ConsentRow>> {
  const { debtorId, limit, cursor } = input;
  return readPerson(ctx, "consents.read", "consents", async (tx) => {
    const from = cursor ? decodeCursor(cursor) : null;
    const back = from?.side === "before";
    const beyond = from
      ? sql`and (c.granted_at ${back ? sql`>` : sql`<`} ${String(from.value)}::timestamptz
          or (c.granted_at = ${String(from.value)}::timestamptz and c.id ${back ? sql`<` : sql`>`} ${from.id}))`
      : undefined;
    const rows = await newestFirst(tx, ctx, { debtorId, limit: limit + 1, beyond, back });
    const page = pageOf(rows, limit, from, ({ key }) => key);
    return { result: { ...page, rows: page.rows.map(({ consent }) => consent) }, debtorId };
  });
}

async function newestFirst(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, limit, beyond = sql``, back = false }: { debtorId: string; limit: number; beyond?: SQL; back?: boolean },
): Promise<{ consent: ConsentRow; key: { value: string; id: string } }[]> {
  await requireDebtor(tx, ctx, debtorId);
  const order = back ? sql`c.granted_at asc, c.id desc` : sql`c.granted_at desc, c.id`;
  const { rows } = await tx.execute<SqlRow>(sql`
    select c.id, c.channel, c.address, c.kind, c.purpose, c.given_by, c.wording, c.evidence, c.granted_at, c.expires_at,
           c.revoked_at, c.revoked_how, coalesce(r.name, rk.name) as recorded_by, coalesce(v.name, vk.name) as revoked_by
    from consents c
    left join users r on r.id = c.recorded_by
    left join api_keys rk on rk.tenant_id = c.tenant_id and rk.id = c.recorded_by
    left join users v on v.id = c.revoked_by
    left join api_keys vk on vk.tenant_id = c.tenant_id and vk.id = c.revoked_by
    where c.tenant_id = ${ctx.tenantId} and c.debtor_id = ${debtorId} ${beyond}
    order by ${order} limit ${limit}`);
  const now = ctx.clock.now();
  return rows.map((row) => {
    const consent = toRow(row, now);
    return { consent, key: { value: consent.grantedAt.toISOString(), id: row.id } };
  });
}

function toRow(row: SqlRow, now: Date): ConsentRow {
  const grantedAt = new Date(row.granted_at);
  const endsAt = endOf(row, grantedAt);
  const revokedAt = row.revoked_at === null ? null : new Date(row.revoked_at);
  return {
    id: toPublicId("consent", row.id),
    channel: row.channel,
    address: row.address,
    kind: row.kind,
    purpose: row.purpose,
    givenBy: row.given_by,
    wording: row.wording,
    evidence: row.evidence,
    grantedAt,
    endsAt,
    recordedBy: row.recorded_by,
    revokedAt,
    revokedHow: row.revoked_how,
    revokedBy: row.revoked_by,
    state: revokedAt ? "revoked" : endsAt && endsAt <= now ? "ended" : grantedAt > now ? "later" : "runs",
  };
}

function endOf({ kind, expires_at }: SqlRow, grantedAt: Date): Date | null {
  const expires = expires_at === null ? null : new Date(expires_at);
  if (kind !== "timed") return expires;
  const latest = new Date(grantedAt.getTime() + TIMED_MS);
  return expires && expires < latest ? expires : latest;
}

type SqlRow = Pick<ConsentRow, "id" | "channel" | "address" | "kind" | "purpose" | "wording" | "evidence"> & {
  given_by: string | null;
  granted_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  revoked_how: string | null;
  recorded_by: string | null;
  revoked_by: string | null;
};

import { sql } from "drizzle-orm";
import type { ConsentRow } from "@/server/consents/contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const TIMED_MS = 7 * 86_400_000;

/** Every consent of a debtor, those that ended and were revoked included: those that run first, then the newest. */
export function listConsents(ctx: TenantContext, { debtorId }: { debtorId: string }): Promise<ConsentRow[]> {
  return read(ctx, "consents.read", async (tx) => {
    await requireDebtor(tx, ctx, debtorId);
    const { rows } = await tx.execute<SqlRow>(sql`
      select c.id, c.channel, c.address, c.kind, c.purpose, c.given_by, c.wording, c.evidence, c.granted_at, c.expires_at,
             c.revoked_at, c.revoked_how, r.name as recorded_by, v.name as revoked_by
      from consents c
      left join users r on r.id = c.recorded_by
      left join users v on v.id = c.revoked_by
      where c.tenant_id = ${ctx.tenantId} and c.debtor_id = ${debtorId}
      order by c.granted_at desc, c.id limit 200`);
    const now = ctx.clock.now();
    const consents = rows.map((row) => toRow(row, now));
    return [...consents.filter(({ state }) => state === "runs"), ...consents.filter(({ state }) => state !== "runs")];
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

// Who the debtor is, how they may be reached, and what they allowed and refused. Internal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import type { EvidenceHead, EvidenceInput } from "@/server/evidence/contract";
import { collectorOf } from "@/server/policy/collector";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

export async function readHead(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, reason }: EvidenceInput,
): Promise<EvidenceHead> {
  const of = sql`tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}`;
  const debtors = await tx.execute<DebtorRow>(sql`
    select id, name, external_id, kind, country, region, city, postal_code, stop, stopped_at, stated_time_zone, preferences,
      validation_notice_sent_at,
      (select count(*)::int from touches where ${of}) as touches,
      (select count(*)::int from messages where ${of} and direction = 'inbound') as replies
    from debtors where tenant_id = ${ctx.tenantId} and id = ${debtorId}`);
  const debtor = found(debtors.rows[0], "The debtor");
  const tenants = await tx.execute<{ name: string; time_zone: string; settings: unknown }>(
    sql`select name, time_zone, settings from tenants where id = ${ctx.tenantId}`,
  );
  const tenant = found(tenants.rows[0], "The workspace");
  const points = await tx.execute<PointRow>(sql`
    select c.name as contact, p.kind, p.address, p.status, p.place, p.verified_at, p.verified_how
    from contact_points p join contacts c on c.tenant_id = p.tenant_id and c.id = p.contact_id
    where p.tenant_id = ${ctx.tenantId} and p.debtor_id = ${debtorId} order by c.name, p.kind, p.address`);
  const consents = await tx.execute<ConsentRow>(sql`
    select id, channel, address, kind, purpose, given_by, wording, evidence, granted_at, expires_at, revoked_at, revoked_how
    from consents where ${of} order by granted_at, id`);
  const optOuts = await tx.execute<OptOutRow>(sql`
    select channel, address, source, at, lifted_at from opt_outs
    where tenant_id = ${ctx.tenantId} and (debtor_id = ${debtorId} or address in (
      select address from contact_points where ${of})) order by at, id`);
  return {
    format: "duelane evidence v1",
    madeAt: ctx.clock.now().toISOString(),
    reason,
    workspace: {
      id: toPublicId("tenant", ctx.tenantId),
      name: tenant.name,
      timeZone: tenant.time_zone,
      collector: collectorOf(tenant.settings),
    },
    debtor: {
      id: toPublicId("debtor", debtor.id),
      name: debtor.name,
      externalId: debtor.external_id,
      kind: debtor.kind,
      country: debtor.country,
      region: debtor.region,
      city: debtor.city,
      postalCode: debtor.postal_code,
      stop: debtor.stop,
      stoppedAt: instantText(debtor.stopped_at),
      statedTimeZone: debtor.stated_time_zone,
      wishes: debtor.preferences,
      validationNoticeSentAt: instantText(debtor.validation_notice_sent_at),
    },
    addresses: points.rows.map(({ verified_at, verified_how, ...point }) => ({
      ...point,
      verifiedAt: instantText(verified_at),
      verifiedHow: verified_how,
    })),
    consents: consents.rows.map((row) => ({
      id: toPublicId("consent", row.id),
      channel: row.channel,
      address: row.address,
      kind: row.kind,
      purpose: row.purpose,
      givenBy: row.given_by,
      wording: row.wording,
      evidence: row.evidence,
      grantedAt: new Date(row.granted_at).toISOString(),
      expiresAt: instantText(row.expires_at),
      revokedAt: instantText(row.revoked_at),
      revokedHow: row.revoked_how,
    })),
    optOuts: optOuts.rows.map(({ channel, address, source, at, lifted_at }) => ({
      channel,
      address,
      source,
      at: new Date(at).toISOString(),
      liftedAt: instantText(lifted_at),
    })),
    counts: { touches: debtor.touches, replies: debtor.replies },
  };
}

export const instantText = (value: string | null) => (value === null ? null : new Date(value).toISOString());

type DebtorRow = {
  id: string;
  name: string;
  external_id: string;
  kind: string;
  country: string;
  region: string | null;
  city: string | null;
  postal_code: string | null;
  stop: string | null;
  stopped_at: string | null;
  stated_time_zone: string | null;
  preferences: Record<string, unknown>;
  validation_notice_sent_at: string | null;
  touches: number;
  replies: number;
};
type PointRow = {
  contact: string;
  kind: string;
  address: string;
  status: string;
  place: string | null;
  verified_at: string | null;
  verified_how: string | null;
};
type ConsentRow = {
  id: string;
  channel: string;
  address: string;
  kind: string;
  purpose: string;
  given_by: string | null;
  wording: string | null;
  evidence: string | null;
  granted_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  revoked_how: string | null;
};
type OptOutRow = { channel: string; address: string; source: string; at: string; lifted_at: string | null };

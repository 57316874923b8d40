// Contacts with what each address may be used for. Private to the folder.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ChannelStatus, ContactPoint, DebtorDetail } from "@/server/debtors/contract";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf, instantOrNull } from "@/server/time/instants";

type Channel = "email" | "sms" | "voice";

export async function contactsOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  zonesAt: (address: string | null) => string[],
): Promise<DebtorDetail["contacts"]> {
  const contacts = await tx.execute<ContactRow>(sql`
    select id, name, job_title, is_primary from contacts
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by is_primary desc, name, id`);
  const points = await tx.execute<PointRow>(sql`
    select id, contact_id, kind, address, is_primary, line_type, status, status_changed_at, place, verified_at,
      verified_how from contact_points
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by is_primary desc, kind, address`);
  const addresses = sql.param(points.rows.map((point) => point.address));
  const optOuts = await tx.execute<OptOutRow>(sql`
    select channel, address, source, at from opt_outs
    where tenant_id = ${ctx.tenantId} and address = any(${addresses}::text[]) and lifted_at is null
    order by at desc`);
  const consents = await tx.execute<ConsentRow>(sql`
    select channel, address, kind, evidence, granted_at, expires_at from consents
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and revoked_at is null
      and (expires_at is null or expires_at > ${ctx.clock.now().toISOString()}) order by granted_at desc`);

  const toPoint = (point: PointRow): ContactPoint => ({
    id: toPublicId("contactPoint", point.id),
    kind: point.kind,
    address: point.address,
    isPrimary: point.is_primary,
    lineType: point.line_type,
    zones: zonesAt(point.kind === "phone" ? point.address : null),
    place: point.place,
    verifiedAt: instantOrNull(point.verified_at),
    verifiedHow: point.verified_how,
    channels: (point.kind === "email" ? (["email"] as const) : (["sms", "voice"] as const)).map((channel) => {
      const same = (row: { channel: Channel; address: string }) =>
        row.channel === channel && row.address === point.address;
      const optOut = optOuts.rows.find(same);
      const consent = consents.rows.find(same);
      const status: ChannelStatus = optOut ? "opted_out" : point.status;
      return {
        channel,
        status,
        since: optOut ? instantOf(optOut.at) : instantOrNull(point.status_changed_at),
        source: optOut?.source ?? null,
        consent: consent
          ? {
              kind: consent.kind,
              grantedAt: instantOf(consent.granted_at),
              expiresAt: instantOrNull(consent.expires_at),
              evidence: consent.evidence,
            }
          : null,
      };
    }),
  });

  return contacts.rows.map((contact) => ({
    id: toPublicId("contact", contact.id),
    name: contact.name,
    jobTitle: contact.job_title,
    isPrimary: contact.is_primary,
    points: points.rows.filter((point) => point.contact_id === contact.id).map(toPoint),
  }));
}

type ContactRow = { id: string; name: string; job_title: string | null; is_primary: boolean };
type PointRow = {
  id: string;
  contact_id: string;
  kind: "email" | "phone";
  address: string;
  is_primary: boolean;
  line_type: string | null;
  status: "active" | "undeliverable" | "complained";
  status_changed_at: string | Date | null;
  place: ContactPoint["place"];
  verified_at: string | Date | null;
  verified_how: ContactPoint["verifiedHow"];
};
type OptOutRow = {
  channel: Channel;
  address: string;
  source: "recipient" | "carrier" | "member";
  at: string | Date;
};
type ConsentRow = {
  channel: Channel;
  address: string;
  kind: string;
  evidence: string | null;
  granted_at: string | Date;
  expires_at: string | Date | null;
};

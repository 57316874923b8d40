// Loads what the policy must know of a debtor, for a whole batch in few statements. Internal to the engine.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import type { Channel } from "@/server/journeys/graph/schema";
import { collectorOf } from "@/server/policy/collector";
import type { HousePolicy, LineType, PolicyInput } from "@/server/policy/contract";
import {
  type ContactFacts,
  type ContactPoint,
  type DebtorFacts,
  type OptOuts,
  optOutKey,
  type RegistryFact,
  type TenantFacts,
} from "@/server/touches/deciding/debtor-facts";

/** Loads tenant, debtors, their contact points and consents, and what stands against those addresses: six statements at once. */
export async function loadContactFacts(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  debtorIds: readonly string[],
): Promise<ContactFacts> {
  const ids = sql.param([...new Set(debtorIds)]);
  const [tenant, debtorRows, points, consents, optOuts, registries] = await together([
    loadTenant(tx, ctx),
    tx.execute<DebtorRow>(sql`
      select id, name, kind, country, region, postal_code, address_verified, stated_time_zone, language, tags, stop,
             paused_reason, preferences, validation_notice_sent_at, ${firstContact(ctx)} as first_contact_at,
             restricted_at is not null as restricted, automation_refused_at is not null as automation_refused
      from debtors d where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`),
    tx.execute<PointRow>(sql`
      select p.id, p.debtor_id, p.kind, p.address, p.is_primary, p.line_type, p.status, p.place, p.verified_at,
             c.name as contact_name
      from contact_points p
      join contacts c on c.tenant_id = p.tenant_id and c.id = p.contact_id
      where p.tenant_id = ${ctx.tenantId} and p.debtor_id = any(${ids}::uuid[])
      order by p.is_primary desc, c.is_primary desc, p.created_at, p.id`),
    tx.execute<ConsentRow>(sql`
      select debtor_id, channel, address, kind, purpose, granted_at, expires_at
      from consents where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and revoked_at is null`),
    tx.execute<OptOutRow>(sql`
      select channel, address, source, at from opt_outs
      where tenant_id = ${ctx.tenantId} and lifted_at is null and address = any(array(
        select address from contact_points where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[])))`),
    tx.execute<RegistryRow>(sql`
      select number, mode, status, categories, checked_at from registry_numbers
      where tenant_id = ${ctx.tenantId} and number = any(array(
        select address from contact_points
        where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and kind = 'phone'))`),
  ]);

  const debtors = new Map<string, DebtorFacts>();
  for (const row of debtorRows.rows) {
    debtors.set(row.id, {
      id: row.id,
      name: row.name,
      kind: row.kind,
      country: row.country,
      region: row.region,
      postalCode: row.postal_code,
      addressVerified: row.address_verified,
      statedTimeZone: row.stated_time_zone,
      language: row.language,
      tags: row.tags,
      stop: row.stop,
      pausedReason: row.paused_reason,
      ...saidBy(row),
      restricted: row.restricted,
      automationRefused: row.automation_refused,
      points: [],
      consents: [],
    });
  }
  for (const row of points.rows) {
    debtors.get(row.debtor_id)?.points.push({
      id: row.id,
      kind: row.kind,
      address: row.address,
      isPrimary: row.is_primary,
      lineType: row.line_type,
      status: row.status,
      contactName: row.contact_name,
      ...(row.place ? { place: row.place } : {}),
      ...(row.verified_at ? { verifiedAt: new Date(row.verified_at) } : {}),
    });
  }
  for (const row of consents.rows) {
    debtors.get(row.debtor_id)?.consents.push({
      channel: row.channel,
      address: row.address,
      kind: row.kind,
      purpose: row.purpose,
      grantedAt: new Date(row.granted_at),
      expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    });
  }
  return { tenant, debtors, optOuts: byAddress(optOuts.rows), registries: byNumber(registries.rows) };
}

/** Only an agency owes a consumer a notice after the first contact, so nobody else's is looked for. */
const firstContact = (ctx: { tenantId: string }) => sql`
  case when d.kind = 'consumer' and (select settings ->> 'collectorRole' from tenants where id = ${ctx.tenantId})
            in ('third_party', 'debt_buyer') then
    (select min(at) from contact_ledger l
      where l.tenant_id = ${ctx.tenantId} and l.debtor_id = d.id and l.state = 'made') end`;

function saidBy(row: DebtorRow): Pick<DebtorFacts, "preferences" | "firstContactAt" | "validationNoticeSentAt"> {
  const { notBefore, notAfter, days, refusedChannels } = row.preferences;
  const said = notBefore || notAfter || days || refusedChannels;
  return {
    ...(said ? { preferences: { notBefore, notAfter, days, refusedChannels } } : {}),
    ...(row.first_contact_at ? { firstContactAt: new Date(row.first_contact_at) } : {}),
    ...(row.validation_notice_sent_at ? { validationNoticeSentAt: new Date(row.validation_notice_sent_at) } : {}),
  };
}

/** Of several answers about a number on a channel the strictest holds, as old as the oldest of them. */
function byNumber(rows: readonly RegistryRow[]): ContactFacts["registries"] {
  const facts = new Map<string, RegistryFact>();
  for (const { number, mode, status, categories, checked_at } of rows) {
    const key = optOutKey(mode, number);
    const known = facts.get(key);
    const checkedAt = new Date(checked_at);
    facts.set(key, {
      status: known?.status === "blocked" ? "blocked" : status,
      checkedAt: known && known.checkedAt < checkedAt ? known.checkedAt : checkedAt,
      categories: [...new Set([...(known?.categories ?? []), ...categories])].sort(),
    });
  }
  return facts;
}

function byAddress(rows: readonly OptOutRow[]): OptOuts {
  const optOuts = new Map<string, { at: Date; source: "recipient" | "carrier" }[]>();
  for (const row of rows) {
    const key = optOutKey(row.channel, row.address);
    const standing = optOuts.get(key) ?? [];
    // A member wrote down what the recipient said.
    standing.push({ at: new Date(row.at), source: row.source === "carrier" ? "carrier" : "recipient" });
    optOuts.set(key, standing);
  }
  return optOuts;
}

async function loadTenant(tx: TenantTransaction, ctx: { tenantId: string }): Promise<TenantFacts> {
  const { rows } = await tx.execute<TenantRow>(sql`
    select name, time_zone, house_policy, settings, email, phone, postal_address,
           coalesce((settings ->> 'registeredTemplates')::boolean, mode = 'sandbox') as registered_templates
    from tenants where id = ${ctx.tenantId}`);
  const row = rows[0];
  if (!row) throw new Error("The workspace does not exist.");
  return {
    name: row.name,
    timeZone: row.time_zone,
    housePolicy: row.house_policy,
    collector: collectorOf(row.settings),
    // In the sandbox there is no operator who would block an unregistered text.
    registeredTemplates: row.registered_templates,
    email: row.email,
    phone: row.phone,
    postalAddress: row.postal_address,
  };
}

type DebtorRow = {
  id: string;
  name: string;
  kind: DebtorFacts["kind"];
  country: string;
  region: string | null;
  postal_code: string | null;
  address_verified: boolean;
  stated_time_zone: string | null;
  language: string;
  tags: string[];
  stop: DebtorFacts["stop"];
  paused_reason: string | null;
  preferences: NonNullable<PolicyInput["debtor"]["preferences"]>;
  validation_notice_sent_at: string | null;
  first_contact_at: string | null;
  restricted: boolean;
  automation_refused: boolean;
};
type PointRow = {
  id: string;
  debtor_id: string;
  kind: ContactPoint["kind"];
  address: string;
  is_primary: boolean;
  line_type: LineType | null;
  status: ContactPoint["status"];
  place: NonNullable<ContactPoint["place"]> | null;
  verified_at: string | null;
  contact_name: string;
};
type ConsentRow = {
  debtor_id: string;
  channel: Channel;
  address: string;
  kind: DebtorFacts["consents"][number]["kind"];
  purpose: "collection" | "marketing";
  granted_at: string;
  expires_at: string | null;
};
type RegistryRow = {
  number: string;
  mode: "voice" | "sms";
  status: RegistryFact["status"];
  categories: string[];
  checked_at: string;
};
type OptOutRow = { channel: Channel; address: string; source: "recipient" | "carrier" | "member"; at: string };
type TenantRow = {
  name: string;
  time_zone: string;
  house_policy: HousePolicy;
  settings: unknown;
  registered_templates: boolean;
  email: string | null;
  phone: string | null;
  postal_address: string | null;
};

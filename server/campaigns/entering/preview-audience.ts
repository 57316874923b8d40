import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Audience, AudiencePreview } from "@/server/campaigns/contract";
import { chasedInvoices, keptElsewhere, largeEnough, wantedDebtors } from "@/server/campaigns/entering/audience-query";
import { whoFits } from "@/server/campaigns/facts/who-fits";
import { PRIORITY_DEFAULT } from "@/server/campaigns/plan-contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** The rule is tried on at most so many: a preview is asked for with every stroke. */
const TRIED_MAX = 5_000;
const SAMPLE = 5;

/** How many debtors and how much money a launch would take in now, and those who owe most. */
export function previewAudience(
  ctx: TenantContext,
  input: { audience: Audience; priority?: number },
): Promise<AudiencePreview> {
  const { audience, priority = PRIORITY_DEFAULT } = input;
  return read(ctx, "campaigns.read", async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    return countAudience(tx, ctx, { audience, priority, today });
  });
}

/** The same on that day, in the caller's transaction; `marksFrom`: only debtors with an invoice due from then on. */
export async function countAudience(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { audience: Audience; priority: number; today: string; marksFrom?: string },
): Promise<AudiencePreview> {
  const { audience, priority, today, marksFrom } = of;
  const kept = keptElsewhere(ctx, null, priority);
  const open = sql`${chasedInvoices(ctx, audience, today)} and ${wantedDebtors(ctx, audience)}`;
  const tried = audience.where ? await tryOn(tx, ctx, audience, open, marksFrom) : null;
  const only = tried ? sql`and i.debtor_id = any(${sql.param(tried.fitting)}::uuid[])` : sql``;
  const { rows } = await tx.execute<{
    currency: string | null;
    debtors: number;
    invoices: number;
    elsewhere: number;
    unreachable: number;
    disputing: number;
    open: string | null;
    sample: { id: string; name: string; currency: string; open: string }[] | null;
  }>(sql`
      with fitting as materialized (
        select i.debtor_id, bool_and(${kept}) as elsewhere
        from invoices i join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
        where ${open} ${only}
        group by i.debtor_id having ${largeEnough(audience, marksFrom)}),
      chased as materialized (
        select i.debtor_id, i.currency, count(*)::int as invoices, sum(i.open_minor) as open,
               bool_and(i.has_open_dispute) as disputed
        from invoices i join fitting f on f.debtor_id = i.debtor_id and not f.elsewhere
        where ${chasedInvoices(ctx, audience, today)} and not ${kept} group by i.debtor_id, i.currency),
      per_currency as (
        select currency, sum(invoices)::int as invoices, sum(open)::text as open from chased group by currency)
      select p.currency, coalesce(p.invoices, 0) as invoices, p.open,
             (select count(*)::int from fitting where not elsewhere) as debtors,
             (select count(*)::int from fitting where elsewhere) as elsewhere,
             (select count(*)::int from fitting f where not f.elsewhere and not exists (
                select 1 from contact_points c
                where c.tenant_id = ${ctx.tenantId} and c.debtor_id = f.debtor_id and c.status = 'active')) as unreachable,
             (select count(*)::int from (
                select 1 from chased group by debtor_id having bool_and(disputed)) x) as disputing,
             (select jsonb_agg(jsonb_build_object('id', m.debtor_id, 'name', d.name, 'currency', m.currency,
                                                  'open', m.open::text) order by m.open desc, m.debtor_id)
              from (select debtor_id, currency, open from chased order by open desc, debtor_id limit ${SAMPLE}) m
              join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = m.debtor_id) as sample
      from (select 1) one left join per_currency p on true
      order by p.currency`);
  return {
    debtors: rows[0]?.debtors ?? 0,
    elsewhere: rows[0]?.elsewhere ?? 0,
    unreachable: rows[0]?.unreachable ?? 0,
    disputing: rows[0]?.disputing ?? 0,
    invoices: rows.reduce((sum, row) => sum + row.invoices, 0),
    totals: rows.flatMap((row) => (row.currency ? [{ currency: row.currency, openMinor: Number(row.open) }] : [])),
    sample: (rows[0]?.sample ?? []).map(({ id, name, currency, open }) => ({
      debtorId: toPublicId("debtor", id),
      name,
      currency,
      openMinor: Number(open),
    })),
    triedOn: tried?.more ? TRIED_MAX : null,
  };
}

/** For whom the rule holds, of the debtors with most to chase. */
async function tryOn(
  tx: TenantTransaction,
  ctx: TenantContext,
  audience: Audience,
  open: SQL,
  marksFrom: string | undefined,
) {
  const { rows } = await tx.execute<{ debtor_id: string }>(sql`
    select i.debtor_id from invoices i join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
    where ${open} group by i.debtor_id having ${largeEnough(audience, marksFrom)}
    order by sum(i.open_minor) desc, i.debtor_id limit ${TRIED_MAX + 1}`);
  const ids = rows.slice(0, TRIED_MAX).map((row) => row.debtor_id);
  return { fitting: await whoFits(tx, ctx, ids, audience.where), more: rows.length > TRIED_MAX };
}

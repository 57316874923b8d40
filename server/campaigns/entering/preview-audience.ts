import { sql } from "drizzle-orm";
import type { Audience, AudiencePreview } from "@/server/campaigns/contract";
import { chasedInvoices, keptElsewhere, largeEnough, wantedDebtors } from "@/server/campaigns/entering/audience-query";
import { PRIORITY_DEFAULT } from "@/server/campaigns/plan-contract";
import { read } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** How many debtors and how much money a launch would take in now. */
export function previewAudience(
  ctx: TenantContext,
  input: { audience: Audience; priority?: number },
): Promise<AudiencePreview> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    const { audience, priority = PRIORITY_DEFAULT } = input;
    const kept = keptElsewhere(ctx, null, priority);
    const { rows } = await tx.execute<{
      currency: string | null;
      debtors: number;
      invoices: number;
      elsewhere: number;
      unreachable: number;
      open: string | null;
    }>(sql`
      with fitting as materialized (
        select i.debtor_id, bool_and(${kept}) as elsewhere
        from invoices i join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
        where ${chasedInvoices(ctx, audience, today)} and ${wantedDebtors(ctx, audience)}
        group by i.debtor_id having ${largeEnough(audience)}),
      per_currency as (
        select i.currency, count(*)::int as invoices, sum(i.open_minor)::text as open
        from invoices i join fitting f on f.debtor_id = i.debtor_id and not f.elsewhere
        where ${chasedInvoices(ctx, audience, today)} and not ${kept} group by i.currency)
      select p.currency, coalesce(p.invoices, 0) as invoices, p.open,
             (select count(*)::int from fitting where not elsewhere) as debtors,
             (select count(*)::int from fitting where elsewhere) as elsewhere,
             (select count(*)::int from fitting f where not f.elsewhere and not exists (
                select 1 from contact_points c
                where c.tenant_id = ${ctx.tenantId} and c.debtor_id = f.debtor_id and c.status = 'active')) as unreachable
      from (select 1) one left join per_currency p on true
      order by p.currency`);
    return {
      debtors: rows[0]?.debtors ?? 0,
      elsewhere: rows[0]?.elsewhere ?? 0,
      unreachable: rows[0]?.unreachable ?? 0,
      invoices: rows.reduce((sum, row) => sum + row.invoices, 0),
      totals: rows.flatMap((row) => (row.currency ? [{ currency: row.currency, openMinor: Number(row.open) }] : [])),
    };
  });
}

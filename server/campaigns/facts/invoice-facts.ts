// Facts about the open invoices that are chased. Internal to facts.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Scope } from "@/server/campaigns/facts/load-facts";
import type { ChargeableInvoice } from "@/server/journeys/interpreter/facts";
import type { FreightFacts, RuleFacts } from "@/server/journeys/rules/facts";

/** The open invoices `i` of each `owner`; the lateral look-up by key keeps the plan a handful of index reads. */
function openInvoices({ tenantId, chased }: Scope): SQL {
  return sql`(${chased}) c cross join lateral (
    select * from invoices where tenant_id = ${tenantId} and id = c.invoice_id and status = 'open' and open_minor > 0
    limit 1) i`;
}

type Invoices = NonNullable<RuleFacts["invoices"]>;

export async function loadInvoices(tx: TenantTransaction, scope: Scope): Promise<Map<string, Invoices>> {
  const { rows } = await tx.execute<{ owner: string; currency: string; overdue: number; largest: string }>(sql`
    select c.owner, i.currency, (count(*) filter (where i.due_on < ${scope.today}::date))::int as overdue,
           max(i.open_minor)::text as largest
    from ${openInvoices(scope)} group by c.owner, i.currency`);
  const found = new Map<string, Invoices>();
  for (const row of rows) {
    const known = found.get(row.owner) ?? { overdueCount: 0, largest: [] };
    found.set(row.owner, {
      overdueCount: known.overdueCount + row.overdue,
      largest: [...known.largest, { currency: row.currency, openMinor: Number(row.largest) }],
    });
  }
  return found;
}

/** Words by which a dispute is about a charge beside the rate. */
const ACCESSORIAL =
  "accessorial|detention|lumper|layover|tonu|truck order not used|fuel|liftgate|storage|demurrage|redelivery";

export async function loadFreight(tx: TenantTransaction, scope: Scope): Promise<Map<string, FreightFacts>> {
  const { rows } = await tx.execute<{
    owner: string;
    pod: boolean;
    short: boolean;
    accessorial: boolean;
    factored: boolean;
    rejected: boolean;
    modes: string[] | null;
    lanes: string[] | null;
  }>(sql`
    select c.owner, bool_and(i.has_pod is true) as pod, bool_or(coalesce(i.short_pay_minor, 0) > 0) as short,
           bool_or(exists (select 1 from disputes d where d.tenant_id = i.tenant_id and d.invoice_id = i.id
                           and d.resolved_at is null and d.reason ~* ${ACCESSORIAL})) as accessorial,
           bool_or(i.factored is true) as factored, bool_or(i.portal_rejected is true) as rejected,
           array_remove(array_agg(distinct i.mode), null) as modes,
           array_remove(array_agg(distinct i.lane_origin || ' > ' || i.lane_destination), null) as lanes
    from ${openInvoices(scope)} group by c.owner`);
  return new Map(
    rows.map((row) => [
      row.owner,
      {
        podPresent: row.pod,
        shortPaid: row.short,
        accessorialDisputed: row.accessorial,
        factored: row.factored,
        portalRejected: row.rejected,
        modes: row.modes ?? [],
        lanes: row.lanes ?? [],
      },
    ]),
  );
}

/** Overdue and undisputed invoices, with what was charged on each before. */
export async function loadFees(tx: TenantTransaction, scope: Scope): Promise<Map<string, ChargeableInvoice[]>> {
  const { rows } = await tx.execute<{
    owner: string;
    id: string;
    currency: string;
    open: string;
    due_on: string;
    until: string | null;
    charged: string;
    fixed: boolean;
  }>(sql`
    select c.owner, i.id, i.currency, i.open_minor::text as open, i.due_on::text, f.until::text,
           coalesce(f.charged, 0)::text as charged, coalesce(f.fixed, false) as fixed
    from ${openInvoices(scope)}
    left join lateral (
      select max(l.to_on) as until, sum(l.interest_minor + l.fixed_minor) as charged, bool_or(l.fixed_minor > 0) as fixed
      from late_fees l where l.tenant_id = ${scope.tenantId} and l.invoice_id = i.id
        and l.status in ('charged', 'proposed')) f on true
    where i.due_on < ${scope.today}::date and not exists (
      select 1 from disputes d where d.tenant_id = i.tenant_id and d.invoice_id = i.id and d.resolved_at is null)
    order by i.due_on, i.id`);
  const found = new Map<string, ChargeableInvoice[]>();
  for (const row of rows) {
    const list = found.get(row.owner) ?? [];
    list.push({
      invoiceId: row.id,
      currency: row.currency,
      openMinor: Number(row.open),
      dueOn: row.due_on,
      chargedUntil: row.until,
      chargedMinor: Number(row.charged),
      fixedCharged: row.fixed,
    });
    found.set(row.owner, list);
  }
  return found;
}

// What was open at the end of a past day. Today's state is unwound: a payment received later had not been made yet,
// one taken back later still counted. Void and written-off invoices count nowhere unless closed later, on a known day.
import { type SQL, sql } from "drizzle-orm";
import { daySpan, type WorkspaceDay } from "@/server/tenancy/workspace-day";

/** A subquery `(id, debtor_id, currency, due_on, open_minor)` of every invoice open as of that day. */
export function openAsOf(
  ctx: { tenantId: string },
  workspace: WorkspaceDay,
  asOf: string,
  only: { debtorId?: string } = {},
): SQL {
  const debtor = only.debtorId ? sql`and i.debtor_id = ${only.debtorId}` : sql``;
  if (asOf >= workspace.today) {
    return sql`(
      select i.id, i.debtor_id, i.currency, i.due_on, i.open_minor from invoices i
      where i.tenant_id = ${ctx.tenantId} and i.status = 'open' and i.open_minor > 0 ${debtor})`;
  }
  const until = daySpan(workspace.zone, asOf).until.toISOString();
  const payments = only.debtorId ? sql`and p.debtor_id = ${only.debtorId}` : sql``;
  return sql`(
    with later as materialized (
      select a.invoice_id, sum(case when p.received_at >= ${until} then a.amount_minor else -a.amount_minor end) as minor
      from payments p join payment_allocations a on a.tenant_id = p.tenant_id and a.payment_id = p.id
      where p.tenant_id = ${ctx.tenantId} and a.tenant_id = ${ctx.tenantId} ${payments}
        and ((p.received_at >= ${until} and a.reversed_at is null)
          or (p.received_at < ${until} and a.reversed_at >= ${until}))
      group by a.invoice_id)
    select i.id, i.debtor_id, i.currency, i.due_on, i.amount_minor - i.paid_minor + coalesce(l.minor, 0) as open_minor
    from invoices i left join later l on l.invoice_id = i.id
    where i.tenant_id = ${ctx.tenantId} ${debtor} and i.status = 'open' and i.issued_on <= ${asOf}
      and i.amount_minor - i.paid_minor + coalesce(l.minor, 0) > 0
    union all
    select i.id, i.debtor_id, i.currency, i.due_on, i.amount_minor - i.paid_minor + l.minor
    from later l join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = l.invoice_id
    where i.status <> 'open' ${debtor} and i.issued_on <= ${asOf} and (i.status = 'paid' or i.settled_on > ${asOf})
      and i.amount_minor - i.paid_minor + l.minor > 0
    union all
    select i.id, i.debtor_id, i.currency, i.due_on, i.amount_minor - i.paid_minor
    from invoices i
    where i.tenant_id = ${ctx.tenantId} ${debtor} and i.status in ('void', 'written_off') and i.issued_on <= ${asOf}
      and i.settled_on > ${asOf} and i.amount_minor > i.paid_minor
      and not exists (select 1 from later l where l.invoice_id = i.id))`;
}

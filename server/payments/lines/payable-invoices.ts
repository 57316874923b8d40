import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { PayableInvoice } from "@/server/payments/contract";
import type { TenantContext } from "@/server/tenant-context";

/** A debtor's open invoices, oldest due first, with what is already on its way taken off. */
export async function payableInvoices(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
): Promise<PayableInvoice[]> {
  const { rows } = await tx.execute<{
    id: string;
    number: string;
    load_number: string | null;
    due_on: string;
    currency: string;
    open_minor: string;
    processing_minor: string;
    documents: { name?: unknown }[];
  }>(sql`
    select i.id, i.number, i.load_number, i.due_on::text, i.currency, i.open_minor, i.documents,
      least(coalesce(on_its_way.amount_minor, 0), i.open_minor) as processing_minor
    from invoices i
    left join (
      select (line ->> 'invoiceId')::uuid as invoice_id, sum((line ->> 'amountMinor')::bigint) as amount_minor
      from checkouts c, jsonb_array_elements(c.lines) as line
      where c.tenant_id = ${ctx.tenantId} and c.debtor_id = ${debtorId} and c.status = 'processing'
      group by 1) on_its_way on on_its_way.invoice_id = i.id
    where i.tenant_id = ${ctx.tenantId} and i.debtor_id = ${debtorId} and i.status = 'open' and i.open_minor > 0
    order by i.due_on, i.id`);
  return rows.map((row) => ({
    invoiceId: row.id,
    number: row.number,
    loadNumber: row.load_number,
    dueOn: row.due_on,
    currency: row.currency,
    openMinor: Number(row.open_minor) - Number(row.processing_minor),
    processingMinor: Number(row.processing_minor),
    documents: row.documents.flatMap((document) => (typeof document.name === "string" ? [document.name] : [])),
  }));
}

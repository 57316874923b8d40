import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import type { ListPaymentsInput, PaymentPage, PaymentRow } from "@/server/payments/contract";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Row = {
  id: string;
  debtor_id: string;
  debtor_name: string;
  currency: string;
  amount_minor: string;
  refunded_minor: string;
  status: PaymentRow["status"];
  method: PaymentRow["method"];
  received_ms: string;
  lines: { id: string; number: string; amount_minor: number }[] | null;
};

/** Money received, latest first: of the workspace, or of one debtor. */
export async function listPayments(ctx: TenantContext, input: ListPaymentsInput): Promise<PaymentPage> {
  const ofDebtor = input.debtorId ? sql`and p.debtor_id = ${input.debtorId}` : sql``;
  return read(ctx, "payments.read", async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select p.*, d.name as debtor_name, lines.lines from (
        select id, debtor_id, currency, amount_minor, refunded_minor, status, method, received_at,
          (extract(epoch from received_at) * 1000)::bigint as received_ms
        from payments p where tenant_id = ${ctx.tenantId} ${ofDebtor}
        order by received_at desc, id desc
        limit ${input.pageSize} offset ${(input.page - 1) * input.pageSize}) p
      join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = p.debtor_id
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'amount_minor', a.amount_minor)
          order by i.due_on, i.id) as lines
        from payment_allocations a join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = a.invoice_id
        where a.tenant_id = ${ctx.tenantId} and a.payment_id = p.id and a.reversed_at is null) lines on true
      order by p.received_at desc, p.id desc`);
    const count = await tx.execute<{ total: string }>(sql`
      select count(*) as total from payments p where tenant_id = ${ctx.tenantId} ${ofDebtor}`);
    return { payments: rows.map(present), total: Number(count.rows[0]?.total ?? 0) };
  });
}

function present(row: Row): PaymentRow {
  const lines = row.lines ?? [];
  const allocatedMinor = lines.reduce((sum, line) => sum + Number(line.amount_minor), 0);
  const counted = row.status === "succeeded" || row.status === "refunded";
  const keptMinor = Number(row.amount_minor) - Number(row.refunded_minor);
  return {
    id: toPublicId("payment", row.id),
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    currency: row.currency,
    amountMinor: Number(row.amount_minor),
    refundedMinor: Number(row.refunded_minor),
    allocatedMinor,
    unallocatedMinor: counted ? keptMinor - allocatedMinor : 0,
    status: row.status,
    method: row.method,
    receivedAt: new Date(Number(row.received_ms)),
    invoices: lines.map((line) => ({
      id: toPublicId("invoice", line.id),
      number: line.number,
      amountMinor: Number(line.amount_minor),
    })),
  };
}

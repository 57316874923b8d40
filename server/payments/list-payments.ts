import { sql } from "drizzle-orm";
import { capped, decodeCursor, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { type ListPaymentsInput, type PaymentPage, type PaymentRow, paymentCountMax } from "@/server/payments/contract";
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
  const where = sql`p.tenant_id = ${ctx.tenantId} ${input.debtorId ? sql`and p.debtor_id = ${input.debtorId}` : sql``}`;
  const from = input.cursor ? decodeCursor(input.cursor) : null;
  const backwards = from?.side === "before";
  const direction = backwards ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (p.received_at, p.id) ${backwards ? sql`>` : sql`<`} (${String(from.value)}::timestamptz, ${from.id}::uuid)`
    : sql``;
  return read(ctx, "payments.read", async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select p.*, d.name as debtor_name, lines.lines from (
        select id, debtor_id, currency, amount_minor, refunded_minor, status, method, received_at,
          (extract(epoch from received_at) * 1000)::bigint as received_ms
        from payments p where ${where} ${beyond}
        order by received_at ${direction}, id ${direction} limit ${input.pageSize + 1}) p
      join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = p.debtor_id
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'amount_minor', a.amount_minor)
          order by i.due_on, i.id) as lines
        from payment_allocations a join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = a.invoice_id
        where a.tenant_id = ${ctx.tenantId} and a.payment_id = p.id and a.reversed_at is null) lines on true
      order by p.received_at ${direction}, p.id ${direction}`);
    const counted = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from payments p where ${where} limit ${paymentCountMax + 1}) as counted`);
    const page = pageOf(rows, input.pageSize, from, (row) => ({
      value: new Date(Number(row.received_ms)).toISOString(),
      id: row.id,
    }));
    return { ...page, rows: page.rows.map(present), total: capped(counted.rows[0]?.count ?? 0, paymentCountMax) };
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

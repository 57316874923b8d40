import { sql } from "drizzle-orm";
import { z } from "zod";
import { found } from "@/server/errors";
import type { InvoiceDetail, invoiceIdInput } from "@/server/invoices/contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { daysBetween } from "@/server/time/calendar";
import { instantOf, instantOrNull } from "@/server/time/instants";

const documents = z.array(z.object({ name: z.string(), kind: z.string().catch("") })).catch([]);

/** One invoice with its freight facts, the money that reached it, its disputes, and the campaigns that chase it. */
export function getInvoice(ctx: TenantContext, input: z.output<typeof invoiceIdInput>): Promise<InvoiceDetail> {
  return read(ctx, "invoices.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const { rows } = await tx.execute<Row>(sql`
      select i.*, i.issued_on::text, i.due_on::text, i.settled_on::text, d.name as debtor_name
      from invoices i join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
      where i.tenant_id = ${ctx.tenantId} and i.id = ${input.invoiceId}`);
    const row = found(rows[0], "The invoice");
    const payments = await tx.execute<PaymentRow>(sql`
      select p.id, a.amount_minor, p.method, p.status, p.received_at, a.reversed_at
      from payment_allocations a join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id
      where a.tenant_id = ${ctx.tenantId} and a.invoice_id = ${input.invoiceId} order by p.received_at desc, p.id`);
    const disputes = await tx.execute<DisputeRow>(sql`
      select id, reason, source, opened_at, resolved_at from disputes
      where tenant_id = ${ctx.tenantId} and invoice_id = ${input.invoiceId} order by opened_at desc, id`);
    const campaigns = await tx.execute<CampaignRow>(sql`
      select c.id, c.name, e.status, e.due_at, e.outcome
      from enrollment_invoices x
      join enrollments e on e.tenant_id = x.tenant_id and e.id = x.enrollment_id
      join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
      where x.tenant_id = ${ctx.tenantId} and x.invoice_id = ${input.invoiceId} order by e.entered_at desc`);
    const fees = await tx.execute<FeeRow>(sql`
      select id, interest_minor, fixed_minor, from_on::text, to_on::text, rate_bp, basis, status, created_at from late_fees
      where tenant_id = ${ctx.tenantId} and invoice_id = ${input.invoiceId} and status <> 'dropped' order by created_at, id`);
    return {
      id: toPublicId("invoice", row.id),
      number: row.number,
      debtorId: toPublicId("debtor", row.debtor_id),
      debtorName: row.debtor_name,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      currency: row.currency,
      amountMinor: Number(row.amount_minor),
      paidMinor: Number(row.paid_minor),
      openMinor: Number(row.open_minor),
      status: row.status,
      disputed: disputes.rows.some((dispute) => dispute.resolved_at === null),
      loadNumber: row.load_number,
      daysOverdue: daysBetween(row.due_on, workspace.today),
      settledOn: row.settled_on,
      bolNumber: row.bol_number,
      laneOrigin: row.lane_origin,
      laneDestination: row.lane_destination,
      mode: row.mode,
      hasPod: row.has_pod,
      factored: row.factored,
      portalRejected: row.portal_rejected,
      shortPayMinor: row.short_pay_minor === null ? null : Number(row.short_pay_minor),
      accessorialMinor: row.accessorial_minor === null ? null : Number(row.accessorial_minor),
      documents: documents.parse(row.documents),
      createdAt: instantOf(row.created_at),
      payments: payments.rows.map((each) => ({
        id: toPublicId("payment", each.id),
        amountMinor: Number(each.amount_minor),
        method: each.method,
        status: each.status,
        receivedAt: instantOf(each.received_at),
        reversedAt: instantOrNull(each.reversed_at),
      })),
      disputes: disputes.rows.map((each) => ({
        id: toPublicId("dispute", each.id),
        reason: each.reason,
        source: each.source,
        openedAt: instantOf(each.opened_at),
        resolvedAt: instantOrNull(each.resolved_at),
      })),
      lateFees: fees.rows.map((each) => ({
        id: each.id,
        amountMinor: Number(each.interest_minor) + Number(each.fixed_minor),
        interestMinor: Number(each.interest_minor),
        fixedMinor: Number(each.fixed_minor),
        fromOn: each.from_on,
        toOn: each.to_on,
        ratePercent: each.rate_bp / 100,
        basis: each.basis,
        status: each.status,
        createdAt: instantOf(each.created_at),
      })),
      campaigns: campaigns.rows.map((each) => ({
        id: toPublicId("campaign", each.id),
        name: each.name,
        status: each.status,
        dueAt: instantOrNull(each.due_at),
        outcome: each.outcome,
      })),
    };
  });
}

type Row = {
  id: string;
  debtor_id: string;
  debtor_name: string;
  number: string;
  issued_on: string;
  due_on: string;
  settled_on: string | null;
  currency: string;
  amount_minor: string;
  paid_minor: string;
  open_minor: string;
  status: InvoiceDetail["status"];
  load_number: string | null;
  bol_number: string | null;
  lane_origin: string | null;
  lane_destination: string | null;
  mode: string | null;
  has_pod: boolean | null;
  factored: boolean | null;
  portal_rejected: boolean | null;
  short_pay_minor: string | null;
  accessorial_minor: string | null;
  documents: unknown;
  created_at: string | Date;
};
type FeeRow = {
  id: string;
  interest_minor: string;
  fixed_minor: string;
  from_on: string;
  to_on: string;
  rate_bp: number;
  basis: InvoiceDetail["lateFees"][number]["basis"];
  status: InvoiceDetail["lateFees"][number]["status"];
  created_at: string | Date;
};
type PaymentRow = {
  id: string;
  amount_minor: string;
  method: string;
  status: string;
  received_at: string | Date;
  reversed_at: string | Date | null;
};
type DisputeRow = {
  id: string;
  reason: string | null;
  source: string;
  opened_at: string | Date;
  resolved_at: string | Date | null;
};
type CampaignRow = { id: string; name: string; status: string; due_at: string | Date | null; outcome: string | null };

import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { debtorIdInput, NextStep } from "@/server/debtors/contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf, instantOrNull } from "@/server/time/instants";
import { receiptDecision, receiptReasoning } from "@/server/touches/outbox/receipts";

/** What is planned for a debtor: payments on their way, queued touches with the receipt that says why, and enrollments that wait. */
export function nextSteps(ctx: TenantContext, input: z.output<typeof debtorIdInput>): Promise<NextStep[]> {
  return read(ctx, "debtors.read", async (tx) => {
    await requireDebtor(tx, ctx, input.debtorId);
    const touches = await tx.execute<TouchRow>(sql`
      select t.id, t.channel, t.dispatch_at, c.id as campaign_id, c.name as campaign_name,
        r.verdict, r.code, r.decision, r.reasoning
      from touches t
      left join enrollments e on e.tenant_id = t.tenant_id and e.id = t.enrollment_id
      left join campaigns c on c.tenant_id = t.tenant_id and c.id = e.campaign_id
      left join lateral (
        select verdict, code, decision, ${receiptReasoning} from touch_receipts r
        where r.tenant_id = ${ctx.tenantId} and r.touch_id = t.id order by r.at desc, r.id desc limit 1) r on true
      where t.tenant_id = ${ctx.tenantId} and t.debtor_id = ${input.debtorId} and t.status in ('queued', 'sending')
      order by t.dispatch_at, t.id limit 20`);
    const waits = await tx.execute<WaitRow>(sql`
      select e.id, e.status, e.due_at, e.parked_reason, c.id as campaign_id, c.name as campaign_name
      from enrollments e join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
      where e.tenant_id = ${ctx.tenantId} and e.debtor_id = ${input.debtorId} and e.status <> 'done'
      order by e.due_at nulls last, e.id limit 20`);
    const payments = await tx.execute<PaymentRow>(sql`
      select p.id, p.currency, p.amount_minor, p.created_at from payments p
      join checkouts c on c.tenant_id = p.tenant_id and c.id = p.checkout_id and c.status = 'processing'
      where p.tenant_id = ${ctx.tenantId} and p.debtor_id = ${input.debtorId} and p.status = 'pending'
      order by p.created_at, p.id limit 20`);
    return [
      ...payments.rows.map(
        (row): NextStep => ({
          kind: "payment",
          paymentId: toPublicId("payment", row.id),
          currency: row.currency,
          amountMinor: Number(row.amount_minor),
          since: instantOf(row.created_at),
        }),
      ),
      ...touches.rows.map(
        (row): NextStep => ({
          kind: "touch",
          touchId: toPublicId("touch", row.id),
          channel: row.channel,
          at: instantOf(row.dispatch_at),
          campaignId: row.campaign_id && toPublicId("campaign", row.campaign_id),
          campaignName: row.campaign_name,
          verdict: row.verdict,
          code: row.code,
          zones: row.decision ? receiptDecision(row).candidateZones : [],
        }),
      ),
      ...waits.rows.map(
        (row): NextStep => ({
          kind: "wait",
          enrollmentId: toPublicId("enrollment", row.id),
          campaignId: toPublicId("campaign", row.campaign_id),
          campaignName: row.campaign_name,
          at: instantOrNull(row.due_at),
          status: row.status,
          reason: row.parked_reason,
        }),
      ),
    ];
  });
}

type PaymentRow = { id: string; currency: string; amount_minor: string; created_at: string | Date };
type TouchRow = {
  id: string;
  channel: "email" | "sms" | "voice";
  dispatch_at: string | Date;
  campaign_id: string | null;
  campaign_name: string | null;
  verdict: string | null;
  code: string | null;
  decision: unknown;
  reasoning: unknown;
};
type WaitRow = {
  id: string;
  status: "waiting" | "paused" | "parked";
  due_at: string | Date | null;
  parked_reason: string | null;
  campaign_id: string;
  campaign_name: string;
};

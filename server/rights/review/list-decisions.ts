import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { AutomatedDecision } from "@/server/rights/contract";
import { requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";

const SHOWN = 100;

/** What machines decided about a person, the latest first: contacts that were made or refused, and fees. */
export function listDecisions(ctx: TenantContext, input: { requestId: string }): Promise<AutomatedDecision[]> {
  return read(ctx, "rights.read", async (tx) => {
    const { debtorId } = await requireRequest(tx, ctx, input.requestId);
    const { rows } = await tx.execute<Row>(sql`
      select x.*, r.verdict as reviewed, r.reason, r.at as reviewed_at, u.name as reviewed_by from (
        (select 'touch' as kind, t.id, t.created_at as at, t.channel, d.verdict, coalesce(d.code, t.result_code) as code,
           t.status, null::bigint as amount_minor, null::text as currency
         from touches t left join lateral (
           select verdict, code from touch_receipts r where r.tenant_id = t.tenant_id and r.touch_id = t.id
           order by r.at desc, r.id desc limit 1) d on true
         where t.tenant_id = ${ctx.tenantId} and t.debtor_id = ${debtorId} and t.enrollment_id is not null
         order by t.created_at desc limit ${SHOWN})
        union all
        (select 'fee', f.id, f.created_at, null, null, f.basis, f.status, f.interest_minor + f.fixed_minor, f.currency
         from late_fees f where f.tenant_id = ${ctx.tenantId} and f.debtor_id = ${debtorId}
         order by f.created_at desc limit ${SHOWN})) x
      left join automated_reviews r on r.tenant_id = ${ctx.tenantId} and r.subject_kind = x.kind and r.subject_id = x.id
      left join users u on u.id = r.reviewed_by
      order by x.at desc, x.id limit ${SHOWN}`);
    return rows.map((row) => ({
      kind: row.kind,
      id: toPublicId(row.kind === "touch" ? "touch" : "lateFee", row.id),
      at: instantOf(row.at),
      channel: row.channel,
      verdict: row.verdict,
      code: row.code,
      status: row.status,
      money: row.currency === null ? null : { amountMinor: Number(row.amount_minor), currency: row.currency },
      review:
        row.reviewed === null || row.reviewed_at === null
          ? null
          : { verdict: row.reviewed, reason: row.reason, at: instantOf(row.reviewed_at), by: row.reviewed_by },
    }));
  });
}

type Row = {
  kind: "touch" | "fee";
  id: string;
  at: string | Date;
  channel: AutomatedDecision["channel"];
  verdict: AutomatedDecision["verdict"];
  code: string | null;
  status: string;
  amount_minor: string | null;
  currency: string | null;
  reviewed: "upheld" | "overturned" | null;
  reason: string | null;
  reviewed_at: string | Date | null;
  reviewed_by: string | null;
};

import { sql } from "drizzle-orm";
import type { z } from "zod";
import { ageingOf, dueDaysOf } from "@/server/analytics/ageing";
import type { AgeingResult, ageingInput } from "@/server/analytics/contract";
import { openAsOf } from "@/server/analytics/open-as-of";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { read } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** Open money by days overdue, of the workspace or one debtor, as of any day (today by the workspace's clock). */
export function ageingAsOf(ctx: TenantContext, input: z.output<typeof ageingInput>): Promise<AgeingResult> {
  return read(ctx, input.debtorId ? "debtors.read" : "overview.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const asOf = input.asOf ?? workspace.today;
    if (input.debtorId) await requireDebtor(tx, ctx, input.debtorId);
    const { rows } = await tx.execute<{ currency: string; due_on: string; open: string; count: number }>(sql`
      select currency, due_on::text, sum(open_minor)::text as open, count(*)::int as count
      from ${openAsOf(ctx, workspace, asOf, { debtorId: input.debtorId })} as open_invoices
      group by currency, due_on`);
    const lines = rows.map((row) => ({
      currency: row.currency,
      dueOn: row.due_on,
      openMinor: Number(row.open),
      count: row.count,
    }));
    const currencies = ageingOf(lines, asOf).map((each) => ({
      ...each,
      buckets: each.buckets.map((bucket) => ({ ...bucket, ...dueDaysOf(bucket.bucket, asOf) })),
    }));
    return { asOf, today: workspace.today, currencies };
  });
}

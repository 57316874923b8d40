// The lists of what happens: touches, enrollments, payments, tasks and the timeline of one debtor.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { enrollmentStatuses, listEnrollmentsInput } from "@/server/campaigns/contract";
import { listEnrollments } from "@/server/campaigns/list-enrollments";
import { timelineInput } from "@/server/debtors/contract";
import { listTimeline } from "@/server/debtors/list-timeline";
import { listTasksInput } from "@/server/escalations/contract";
import { listTasks } from "@/server/escalations/list-tasks";
import { listPaymentsInput } from "@/server/payments/contract";
import { listPayments } from "@/server/payments/list-payments";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { listTouchesInput } from "@/server/touches/contract";
import { listTouches } from "@/server/touches/list-touches";

export type Case = { group: string; name: string; run: () => Promise<unknown> };

/** The large campaign and the small one, a rare status, channel and outcome, the debtor who has a hundredth of all; pages far in. */
export async function activityCases(ctx: TenantContext, filled: { large: string; small: string }): Promise<Case[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from debtors where tenant_id = ${ctx.tenantId} order by external_id limit 1`),
  );
  const debtorId = toPublicId("debtor", rows[0]?.id ?? "");
  const [large, small] = [toPublicId("campaign", filled.large), toPublicId("campaign", filled.small)];
  const lists = {
    touches: (input: object) => listTouches(ctx, listTouchesInput.parse(input)),
    enrollments: (input: object) => listEnrollments(ctx, listEnrollmentsInput.parse(input)),
    payments: (input: object) => listPayments(ctx, listPaymentsInput.parse(input)),
  };
  const filtersOf: Record<keyof typeof lists, Record<string, unknown>[]> = {
    touches: [
      {},
      { status: "delivered" },
      { status: "bounced" },
      { status: "unknown" },
      { channel: "voice" },
      { status: "failed", channel: "voice" },
      { campaignId: large },
      { campaignId: small },
      { campaignId: large, status: "unknown" },
      { campaignId: large, channel: "voice" },
      { debtorId },
    ],
    enrollments: [
      { campaignId: large },
      { campaignId: small },
      ...enrollmentStatuses.map((status) => ({ campaignId: large, status })),
      { campaignId: large, outcome: "opted_out" },
    ],
    payments: [{}, { debtorId }],
  };
  const cases: Case[] = [];
  for (const [group, list] of Object.entries(lists) as [
    keyof typeof lists,
    (input: object) => Promise<{ nextCursor: string | null }>,
  ][]) {
    for (const filter of filtersOf[group]) {
      const name = `${group} ${JSON.stringify(filter)}`;
      cases.push({ group, name, run: () => list(filter) });
      let cursor: string | undefined;
      for (let page = 0; page < 20; page += 1)
        cursor = (await list({ ...filter, cursor, pageSize: 200 })).nextCursor ?? cursor;
      if (cursor) cases.push({ group, name: `${name}, page 80`, run: () => list({ ...filter, cursor }) });
    }
  }
  for (const kind of [undefined, "touch", "payment"] as const)
    cases.push({
      group: "timeline",
      name: `timeline ${kind ?? ""}`,
      run: () => listTimeline(ctx, timelineInput.parse({ debtorId, kind })),
    });
  cases.push({ group: "tasks", name: "tasks", run: () => listTasks(ctx, listTasksInput.parse({})) });
  return cases;
}

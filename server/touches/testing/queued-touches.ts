// For *.db.test.ts: a workspace in which touches are queued, and a look at what became of them.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, startCampaign, steps, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import type { Route } from "@/server/touches/dispatch/send-touch";
import type { recordingEmail } from "@/server/touches/testing/recording-vendors";

// Pay links are signed.
process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 3)]);
type Row = {
  id: string;
  status: string;
  result_code: string | null;
  attempts: number;
  provider_ref: string | null;
  slot: string | null;
};

/** All touches of the workspace, oldest first, with their ledger slots. */
export const touchesOf = (ctx: TenantContext) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select t.id, t.status, t.result_code, t.attempts, t.provider_ref, l.state as slot
      from touches t left join contact_ledger l on l.tenant_id = t.tenant_id and l.touch_id = t.id
      where t.tenant_id = ${ctx.tenantId} order by t.created_at, t.id`);
    return rows;
  });

/** Debtors who owe 500 dollars each, with an e-mail to each of them queued. */
export async function queued(count = 1) {
  const { ctx, at } = await makeWorkspace();
  const debtors: TestDebtor[] = [];
  for (let i = 0; i < count; i += 1) debtors.push(await makeDebtor(ctx, { amounts: [50_000] }));
  const { campaignId } = await startCampaign(ctx, graph);
  await wakeDue(ctx);
  return { ctx, at, debtor: debtors[0] as TestDebtor, campaignId };
}

export const through = (port: ReturnType<typeof recordingEmail>): Route => ({ channel: "email", port });

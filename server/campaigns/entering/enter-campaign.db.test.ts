import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { audience } from "@/server/campaigns/contract";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { previewAudience } from "@/server/campaigns/entering/preview-audience";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { campaignPlan } from "@/server/campaigns/plan-contract";
import {
  lineGraph,
  makeDebtor,
  mobileLookup,
  publishGraph,
  startCampaign,
  steps,
} from "@/server/campaigns/testing/receivables";
import type { RuleGroup } from "@/server/journeys/rules/schema";
import { makeWorkspace } from "@/server/testing/workspace";

test("campaigns launched at the same moment never take in the same debtor twice", async () => {
  const { ctx } = await makeWorkspace();
  for (let i = 0; i < 12; i += 1) await makeDebtor(ctx);
  const graph = lineGraph([steps.email("mail")]);
  await Promise.all([1, 2, 3].map(() => startCampaign(ctx, graph)));
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ live: number; debtors: number }>(sql`
      select count(*)::int as live, count(distinct debtor_id)::int as debtors from enrollments where status <> 'done'`),
  );
  expect(rows).toEqual([{ live: 12, debtors: 12 }]);
});

test("a campaign takes in those of whom its audience's rule holds, page by page, as its preview said", async () => {
  const { ctx } = await makeWorkspace();
  const debtors = [];
  for (let i = 0; i < 5; i += 1) debtors.push(await makeDebtor(ctx, { amounts: [10_000 * (i + 1)] }));
  const where: RuleGroup = {
    all: [
      { fact: "balance", op: "at_least", amountMinor: 20_000, currency: "USD" },
      { none: [{ fact: "balance", op: "equals", amountMinor: 40_000, currency: "USD" }] },
    ],
  };
  const audience = { overdueDaysMin: 1, where };
  const preview = await previewAudience(ctx, { audience });
  expect(preview).toMatchObject({ debtors: 3, invoices: 3, triedOn: null });
  expect(preview.sample.map(({ openMinor }) => openMinor)).toEqual([50_000, 30_000, 20_000]);

  const journeyVersionId = await publishGraph(ctx, lineGraph([steps.email("mail")]));
  const { campaignId } = await launchCampaign(
    ctx,
    { name: "By rule", journeyVersionId, audience, plan: campaignPlan.parse({}) },
    { announce: async () => {} },
  );
  // Pages of one: a page of which nobody fits does not end the run.
  expect(await enterCampaign(ctx, campaignId, { lookup: mobileLookup }, { pageSize: 1 })).toEqual({ entered: 3 });
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ debtor_id: string }>(sql`select debtor_id from enrollments`),
  );
  const inside = rows.map((row) => row.debtor_id);
  expect(debtors.map(({ debtorId }) => inside.includes(debtorId))).toEqual([false, true, true, false, true]);
});

test("a rule that cannot be judged is refused where an audience comes in", () => {
  const deep: RuleGroup = { all: [{ any: [{ all: [{ none: [{ fact: "disputed", is: true }] }] }] }] };
  expect(audience.safeParse({ where: deep }).success).toBe(false);
  expect(audience.safeParse({ where: { all: [{ fact: "tags", op: "has_any", values: [] }] } }).success).toBe(false);
  expect(audience.safeParse({ where: { all: [{ fact: "tags", op: "has_any", values: ["vip"] }] } }).success).toBe(true);
});

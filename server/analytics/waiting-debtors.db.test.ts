import { expect, test } from "vitest";
import { getOverview } from "@/server/analytics/get-overview";
import { pauseCampaign } from "@/server/campaigns/change-campaign";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { makeWorkspace } from "@/server/testing/workspace";

const DAY = 86_400_000;

test("while debtors wait between their steps the overview says how many and when the next one is due", async () => {
  const { ctx } = await makeWorkspace();
  const other = await makeWorkspace();
  await makeDebtor(ctx);
  await makeDebtor(ctx);
  expect(await getOverview(ctx, { days: 30 })).toMatchObject({ nextTouches: [], waiting: null });

  const { campaignId } = await startCampaign(ctx, lineGraph([steps.waitDays("pause", 3), steps.email("mail")]));
  await wakeDue(ctx);
  const { nextTouches, waiting } = await getOverview(ctx, { days: 30 });
  expect(nextTouches).toEqual([]);
  expect(waiting?.count).toBe(2);
  expect(((waiting?.nextDueAt.getTime() ?? 0) - ctx.clock.now().getTime()) / DAY).toBeCloseTo(3, 0);

  expect((await getOverview(other.ctx, { days: 30 })).waiting).toBeNull();
  await pauseCampaign(ctx, { campaignId });
  expect((await getOverview(ctx, { days: 30 })).waiting).toBeNull();
});

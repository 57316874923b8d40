import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { endCampaign, pauseCampaign, resumeCampaign } from "@/server/campaigns/change-campaign";
import { previewAudience } from "@/server/campaigns/entering/preview-audience";
import { lineGraph, makeDebtor, startCampaign } from "@/server/campaigns/testing/receivables";
import { graph, pay, rowsOf, touchesOf } from "@/server/campaigns/testing/woken";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { openDispute } from "@/server/disputes/open-dispute";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

describe("a journey that gives a debtor up", () => {
  const tasks = (ctx: TenantContext) =>
    rowsOf<{ kind: string; debtor_id: string; done: boolean }>(
      ctx,
      sql`select kind, debtor_id, done_at is not null as done from tasks where tenant_id = ${ctx.tenantId} order by id`,
    );

  test.each([
    ["no_answer", "journey_ended"],
    ["exhausted", "journey_ended"],
    ["handed_over", "journey_ended"],
    ["unreachable", "unreachable"],
  ])("as %s puts the debtor before a person as %s, once", async (outcome, kind) => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    await startCampaign(ctx, lineGraph([], undefined, outcome));
    await wakeDue(ctx);
    await wakeDue(ctx);
    expect(await tasks(ctx)).toEqual([{ kind, debtor_id: debtorId, done: false }]);
  });

  test("asks nobody where the author meant the end, or where nothing is owed any more", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx);
    await startCampaign(ctx, lineGraph([], undefined, "too_small"));
    const { debtorId } = await makeDebtor(ctx, { amounts: [50_000] });
    await startCampaign(ctx, graph);
    await pay(ctx, debtorId, 50_000);
    await wakeDue(ctx);
    expect(await tasks(ctx)).toEqual([]);
  });

  test("needs nobody any more once the debtor has paid up, or a new campaign works on it", async () => {
    const { ctx } = await makeWorkspace();
    const first = await makeDebtor(ctx, { amounts: [50_000] });
    const second = await makeDebtor(ctx, { amounts: [50_000] });
    await startCampaign(ctx, lineGraph([]));
    await wakeDue(ctx);
    await pay(ctx, first.debtorId, 20_000);
    expect((await tasks(ctx)).map((task) => task.done)).toEqual([false, false]);
    await pay(ctx, first.debtorId, 30_000);
    expect(await tasks(ctx)).toEqual(
      expect.arrayContaining([
        { kind: "journey_ended", debtor_id: first.debtorId, done: true },
        { kind: "journey_ended", debtor_id: second.debtorId, done: false },
      ]),
    );
    await startCampaign(ctx, graph);
    expect((await tasks(ctx)).map((task) => task.done)).toEqual([true, true]);
  });
});

describe("a campaign", () => {
  test("takes in who fits its audience, once, and leaves alone who is live in another", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx, { amounts: [10_000] });
    await makeDebtor(ctx, { amounts: [90_000, 20_000] });
    await makeDebtor(ctx, { dueOn: "2026-12-31" });
    const audience = { overdueDaysMin: 1, currency: "USD", balanceMinMinor: 50_000 };
    expect(await previewAudience(ctx, { audience })).toEqual({
      debtors: 1,
      invoices: 2,
      elsewhere: 0,
      unreachable: 0,
      disputing: 0,
      totals: [{ currency: "USD", openMinor: 110_000 }],
      sample: [
        { debtorId: expect.stringMatching(/^deb_/), name: expect.any(String), currency: "USD", openMinor: 110_000 },
      ],
      triedOn: null,
    });
    expect(await startCampaign(ctx, graph, audience)).toMatchObject({ entered: 1 });
    expect(await previewAudience(ctx, { audience: { overdueDaysMin: 1 } })).toMatchObject({ debtors: 1, elsewhere: 1 });
    expect(await startCampaign(ctx, graph)).toMatchObject({ entered: 1 });
  });

  test("says before it is launched how many of its debtors have no working address", async () => {
    const { ctx } = await makeWorkspace();
    const [none, dead, phoneOnly] = [await makeDebtor(ctx), await makeDebtor(ctx), await makeDebtor(ctx)];
    await makeDebtor(ctx);
    const points = sql`contact_points where tenant_id = ${ctx.tenantId}`;
    await rowsOf(ctx, sql`delete from ${points} and debtor_id = ${none.debtorId}`);
    await rowsOf(ctx, sql`delete from ${points} and debtor_id = ${phoneOnly.debtorId} and kind = 'email'`);
    await rowsOf(
      ctx,
      sql`update contact_points set status = 'undeliverable'
          where tenant_id = ${ctx.tenantId} and debtor_id = ${dead.debtorId}`,
    );
    const audience = { overdueDaysMin: 1 };
    expect(await previewAudience(ctx, { audience })).toMatchObject({ debtors: 4, unreachable: 2 });
    await startCampaign(ctx, graph);
    expect(await previewAudience(ctx, { audience })).toMatchObject({ debtors: 0, elsewhere: 4, unreachable: 0 });
  });

  test("and how many of them dispute all that would be chased", async () => {
    const { ctx } = await makeWorkspace();
    const [all, part] = [
      await makeDebtor(ctx, { amounts: [100, 200] }),
      await makeDebtor(ctx, { amounts: [100, 200] }),
    ];
    await makeDebtor(ctx);
    for (const invoiceId of [...all.invoiceIds, ...part.invoiceIds.slice(1)]) {
      await openDispute(ctx, { invoiceId, source: "debtor" });
    }
    expect(await previewAudience(ctx, { audience: { overdueDaysMin: 1 } })).toMatchObject({ debtors: 3, disputing: 1 });
  });

  test("that is paused decides nothing until it is resumed; ended, it is over", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, graph);
    await pauseCampaign(ctx, { campaignId });
    await wakeDue(ctx);
    expect(await touchesOf(ctx)).toEqual([]);
    await resumeCampaign(ctx, { campaignId, timers: "run_on" });
    await wakeDue(ctx);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "queued" }]);
    await endCampaign(ctx, { campaignId });
    expect(await touchesOf(ctx)).toMatchObject([{ status: "cancelled", result_code: "CAMPAIGN_ENDED" }]);
    expect(await rowsOf(ctx, sql`select status, outcome from enrollments where tenant_id = ${ctx.tenantId}`)).toEqual([
      { status: "done", outcome: "campaign_ended" },
    ]);
  });
});

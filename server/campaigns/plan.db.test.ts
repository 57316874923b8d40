import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { finishCampaigns, pauseCampaign, resumeCampaign } from "@/server/campaigns/change-campaign";
import { changePlan } from "@/server/campaigns/change-plan";
import { getExperiment } from "@/server/campaigns/experiment/get-experiment";
import { getCampaign } from "@/server/campaigns/get-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { listEnrollments } from "@/server/campaigns/list-enrollments";
import { getProgress } from "@/server/campaigns/progress/get-progress";
import { getStepCounts } from "@/server/campaigns/progress/get-step-counts";
import { foldStepCounts } from "@/server/campaigns/progress/step-counts";
import { runSchedule } from "@/server/campaigns/run-schedule";
import {
  lineGraph,
  makeDebtor,
  mobileLookup,
  publishGraph,
  startCampaign,
  steps,
} from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { recordPayment } from "@/server/payments/record-payment";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const mail = lineGraph([steps.email("mail"), steps.waitDays("pause", 3), steps.email("again")]);
const quiet = { announce: async () => {} };
const lookup = { lookup: mobileLookup };

async function rowsOf<T extends Record<string, unknown>>(ctx: TenantContext, query: ReturnType<typeof sql>) {
  return (await withTenant(ctx, (tx) => tx.execute<T>(query))).rows;
}

const enrollmentsOf = (ctx: TenantContext) =>
  rowsOf<{ status: string; outcome: string | null; due_at: string | null; debtor_id: string; campaign_id: string }>(
    ctx,
    sql`select status, outcome, due_at, debtor_id, campaign_id from enrollments where tenant_id = ${ctx.tenantId} order by id`,
  );

function pay(
  ctx: TenantContext,
  debtorId: string,
  amountMinor: number,
  lines?: { invoiceId: string; amountMinor: number }[],
) {
  const receivedAt = ctx.clock.now();
  const payment = {
    debtorId,
    currency: "USD",
    amountMinor,
    method: "member",
    status: "succeeded",
    receivedAt,
  } as const;
  return withTenant(ctx, (tx) => recordPayment(tx, ctx, { ...payment, ...(lines && { lines }) }));
}

describe("a campaign's budget", () => {
  test("is never exceeded by two workers at once; spent, it pauses the campaign and asks a person once", async () => {
    const { ctx } = await makeWorkspace();
    for (let n = 0; n < 12; n += 1) await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, mail, {}, { budget: { touches: 5 } });
    await Promise.all([1, 2, 3].map(() => wakeDue(ctx, { batchSize: 2 })));
    const touches = await rowsOf(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId}`);
    expect(touches).toHaveLength(5);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      status: "paused",
      pauseReason: "budget",
      spent: { touches: 5 },
    });
    const tasks = await rowsOf(ctx, sql`select kind from tasks where tenant_id = ${ctx.tenantId}`);
    expect(tasks).toEqual([{ kind: "campaign_budget" }]);
  });

  test("raised, lets a person resume it, and everybody who was left gets their step", async () => {
    const { ctx, at } = await makeWorkspace();
    for (let n = 0; n < 4; n += 1) await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, mail, {}, { budget: { touches: 1 } });
    await wakeDue(ctx);
    await changePlan(ctx, { campaignId, budget: { touches: 10 } });
    const later = at(new Date("2026-03-02T17:00:00Z"));
    await resumeCampaign(later, { campaignId, timers: "run_on" });
    await wakeDue(later);
    expect(await rowsOf(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId}`)).toHaveLength(4);
  });
});

test("a campaign's pace lets so many an hour through, and the rest in the hours after", async () => {
  const { ctx, at } = await makeWorkspace();
  for (let n = 0; n < 5; n += 1) await makeDebtor(ctx);
  await startCampaign(ctx, mail, {}, { pace: { email: 2 } });
  await wakeDue(ctx);
  const count = async () =>
    (await rowsOf(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId} and status = 'queued'`)).length;
  expect(await count()).toBe(2);
  await wakeDue(at(new Date("2026-03-02T15:59:00Z")));
  expect(await count()).toBe(2);
  for (const time of ["16:00", "16:30"]) await wakeDue(at(new Date(`2026-03-02T${time}:00Z`)));
  expect(await count()).toBe(4);
  await wakeDue(at(new Date("2026-03-02T17:00:00Z")));
  expect(await count()).toBe(5);
});

describe("a campaign with a calendar", () => {
  test("takes nobody in before it starts, and lets everybody go when it ends", async () => {
    const { ctx, at } = await makeWorkspace();
    await makeDebtor(ctx);
    const journeyVersionId = await publishGraph(ctx, mail);
    const plan = { startsAt: new Date("2026-03-03T15:00:00Z"), endsAt: new Date("2026-03-04T15:00:00Z") };
    const input = { name: "Later", journeyVersionId, audience: { overdueDaysMin: 1 }, plan };
    const { campaignId } = await launchCampaign(ctx, input, quiet);
    expect(await runSchedule(ctx, lookup)).toEqual({ started: 0, ended: 0 });
    expect(await enrollmentsOf(ctx)).toEqual([]);

    const start = at(plan.startsAt);
    const both = await Promise.all([runSchedule(start, lookup), runSchedule(start, lookup)]);
    expect(both.reduce((sum, { started }) => sum + started, 0)).toBe(1);
    expect(await enrollmentsOf(ctx)).toMatchObject([{ status: "waiting" }]);
    await wakeDue(start);

    expect(await runSchedule(at(plan.endsAt), lookup)).toMatchObject({ ended: 1 });
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ status: "ended" });
    expect(await enrollmentsOf(ctx)).toMatchObject([{ status: "done", outcome: "campaign_ended" }]);
  });

  test("cannot end before it starts, nor in the past", async () => {
    const { ctx } = await makeWorkspace();
    const journeyVersionId = await publishGraph(ctx, mail);
    const input = { name: "Past", journeyVersionId, audience: { overdueDaysMin: 1 } };
    const plan = { endsAt: new Date("2026-03-01T00:00:00Z") };
    await expect(launchCampaign(ctx, { ...input, plan }, quiet)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("a pause", () => {
  test("with stopped timers makes every wait as much longer as it was; with running ones what is due is due", async () => {
    const { ctx, at } = await makeWorkspace();
    await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, mail);
    await wakeDue(ctx);
    const due = async () => (await enrollmentsOf(ctx))[0]?.due_at;
    expect(new Date((await due()) ?? 0).toISOString()).toBe("2026-03-05T15:00:00.000Z");

    await pauseCampaign(ctx, { campaignId });
    const twoDays = at(new Date("2026-03-04T15:00:00Z"));
    await resumeCampaign(twoDays, { campaignId, timers: "stop" });
    expect(new Date((await due()) ?? 0).toISOString()).toBe("2026-03-07T15:00:00.000Z");
    await wakeDue(at(new Date("2026-03-05T16:00:00Z")));
    expect(await rowsOf(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId}`)).toHaveLength(1);

    await pauseCampaign(at(new Date("2026-03-06T15:00:00Z")), { campaignId });
    const late = at(new Date("2026-03-09T15:00:00Z"));
    await wakeDue(late);
    await resumeCampaign(late, { campaignId, timers: "run_on" });
    await wakeDue(late);
    expect(await rowsOf(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId}`)).toHaveLength(2);
  });

  test("does not keep a payment from being read the moment it is over", async () => {
    const { ctx, at } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, mail);
    await wakeDue(ctx);
    await pauseCampaign(ctx, { campaignId });
    await pay(ctx, debtor.debtorId, 125_000);
    await wakeDue(ctx);
    const later = at(new Date("2026-03-03T15:00:00Z"));
    await resumeCampaign(later, { campaignId, timers: "stop" });
    await wakeDue(later);
    expect(await enrollmentsOf(ctx)).toMatchObject([{ status: "done", outcome: "paid" }]);
  });
});

describe("an invoice is chased once", () => {
  test("a more important campaign takes it over; the other ends for who has nothing left, and its queue is cancelled", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    const low = await startCampaign(ctx, mail, {}, { priority: 10 });
    await wakeDue(ctx);
    const high = await startCampaign(ctx, mail, {}, { priority: 90 });
    expect(high.entered).toBe(1);
    const left = await enrollmentsOf(ctx);
    expect(left.find((row) => row.campaign_id === low.campaignId)).toMatchObject({
      status: "done",
      outcome: "taken_over",
    });
    expect(left.find((row) => row.campaign_id === high.campaignId)).toMatchObject({ status: "waiting" });
    const touches = await rowsOf(ctx, sql`select status, result_code from touches where tenant_id = ${ctx.tenantId}`);
    expect(touches).toEqual([{ status: "cancelled", result_code: "TAKEN_OVER" }]);
    expect(await startCampaign(ctx, mail, {}, { priority: 90 })).toMatchObject({ entered: 0 });
    expect(debtor.invoiceIds).toHaveLength(1);
  });

  test("one that is due later may be chased by another campaign, and a payment ends the right one", async () => {
    const { ctx, at } = await makeWorkspace();
    const debtor = await makeDebtor(ctx, { amounts: [10_000, 20_000] });
    const [first = "", second = ""] = debtor.invoiceIds;
    await rowsOf(
      ctx,
      sql`update invoices set due_on = '2026-03-20' where tenant_id = ${ctx.tenantId} and id = ${second}`,
    );
    const one = await startCampaign(ctx, mail);
    const later = at(new Date("2026-03-25T15:00:00Z"));
    const two = await startCampaign(later, mail);
    expect([one.entered, two.entered]).toEqual([1, 1]);
    await pay(later, debtor.debtorId, 10_000, [{ invoiceId: first, amountMinor: 10_000 }]);
    await wakeDue(later);
    const rows = await enrollmentsOf(ctx);
    expect(rows.find((row) => row.campaign_id === one.campaignId)).toMatchObject({ status: "done", outcome: "paid" });
    expect(rows.find((row) => row.campaign_id === two.campaignId)).toMatchObject({ status: "waiting" });
  });
});

describe("a holdout", () => {
  test("is watched and never contacted, by no campaign, and ends with the campaign", async () => {
    const { ctx, at } = await makeWorkspace();
    for (let n = 0; n < 40; n += 1) await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, lineGraph([steps.email("mail")]), {}, { holdoutPercent: 50 });
    await wakeDue(ctx);
    const held = (await enrollmentsOf(ctx)).filter((row) => row.status === "holdout");
    expect(held.length).toBeGreaterThan(8);
    expect(held.length).toBeLessThan(32);
    const touched = await rowsOf<{ debtor_id: string }>(
      ctx,
      sql`select debtor_id from touches where tenant_id = ${ctx.tenantId}`,
    );
    expect(touched).toHaveLength(40 - held.length);
    expect(touched.some((touch) => held.some((row) => row.debtor_id === touch.debtor_id))).toBe(false);
    const other = await startCampaign(ctx, mail, {}, { priority: 100 });
    const mine = (await enrollmentsOf(ctx)).filter((row) => row.campaign_id === other.campaignId);
    expect(mine.some((row) => held.some((each) => each.debtor_id === row.debtor_id))).toBe(false);

    const later = at(new Date("2026-03-04T15:00:00Z"));
    await wakeDue(later);
    await finishCampaigns(later);
    const ended = (await enrollmentsOf(ctx)).filter((row) => row.campaign_id === campaignId);
    expect(ended.filter((row) => row.outcome === "held_out")).toHaveLength(held.length);
  });

  test("and the treated are compared: money since entry, days, and no verdict before there are enough", async () => {
    const { ctx, at } = await makeWorkspace();
    const debtors: Awaited<ReturnType<typeof makeDebtor>>[] = [];
    for (let n = 0; n < 30; n += 1) debtors.push(await makeDebtor(ctx));
    await pay(at(new Date("2026-03-01T15:00:00Z")), debtors[0]?.debtorId ?? "", 25_000);
    const { campaignId } = await startCampaign(ctx, mail, {}, { holdoutPercent: 50 });
    const held = new Set(
      (await enrollmentsOf(ctx)).filter((row) => row.status === "holdout").map((row) => row.debtor_id),
    );
    const later = at(new Date("2026-03-12T15:00:00Z"));
    const treated = debtors.filter((debtor) => !held.has(debtor.debtorId));
    const [full, part] = treated;
    const open = (debtorId?: string) => (debtorId === debtors[0]?.debtorId ? 100_000 : 125_000);
    await pay(later, full?.debtorId ?? "", open(full?.debtorId));
    await pay(later, part?.debtorId ?? "", 50_000);
    const found = await getExperiment(later, { campaignId });
    expect(found).toMatchObject({ currency: "USD", currencies: ["USD"], horizonDays: 60 });
    expect(found?.comparison).toMatchObject({
      verdict: "too_early",
      treated: { debtors: treated.length, paid: 1, recoveredMinor: open(full?.debtorId) + 50_000 },
      control: { debtors: held.size, paid: 0, recoveredMinor: 0, recoveredShare: 0, daysToPay: 60 },
    });
    expect(found?.comparison.treated.recoveredShare).toBeCloseTo(
      (1 + 50_000 / open(part?.debtorId)) / treated.length,
      9,
    );
    expect(await getExperiment(ctx, { campaignId: (await startCampaign(ctx, mail)).campaignId })).toBeNull();
  });
});

test("each step counts who came, waits, went on and brought money, also after the counts were folded", async () => {
  const { ctx, at } = await makeWorkspace();
  const debtors = [await makeDebtor(ctx), await makeDebtor(ctx), await makeDebtor(ctx)];
  const goal = { kind: "recovered", amountMinor: 250_000, currency: "USD" } as const;
  const { campaignId } = await startCampaign(ctx, mail, {}, { goal });
  for (let n = 0; n < 3; n += 1) await wakeDue(ctx, { batchSize: 1, batchesMax: 1 });
  await pay(ctx, debtors[0]?.debtorId ?? "", 125_000);
  await wakeDue(ctx);
  const before = await getStepCounts(ctx, { campaignId });
  const step = (nodeId: string) => before.find((each) => each.nodeId === nodeId);
  expect(step("mail")).toMatchObject({ entered: 3, passed: 3, failed: 0, waiting: 0 });
  expect(step("pause")).toMatchObject({ entered: 3, passed: 1, waiting: 2 });
  const recovered = [{ currency: "USD", amountMinor: 125_000 }];
  const progress = await getProgress(ctx, { campaignId });
  expect(progress).toMatchObject({ steps: [{ nodeId: "mail", recovered }], recovered, goal: { percent: 50 } });
  for (const of of ["entered", "passed", "waiting", "failed"] as const) {
    for (const nodeId of ["mail", "pause"]) {
      const { total } = await listEnrollments(ctx, { campaignId, step: { nodeId, of }, pageSize: 10 });
      expect([nodeId, of, total.count]).toEqual([nodeId, of, step(nodeId)?.[of]]);
    }
  }
  expect((await foldStepCounts(ctx)).folded).toBeGreaterThan(0);
  expect(await foldStepCounts(ctx)).toEqual({ folded: 0 });
  expect(await getStepCounts(at(ctx.clock.now()), { campaignId })).toEqual(before);
});

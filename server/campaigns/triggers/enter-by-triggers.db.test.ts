import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { recordApiEvent } from "@/server/api-events/record-api-event";
import { finishCampaigns } from "@/server/campaigns/change-campaign";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { enterByTriggers } from "@/server/campaigns/triggers/enter-by-triggers";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { Trigger } from "@/server/journeys/graph/settings";
import type { RuleGroup } from "@/server/journeys/rules/schema";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

let workspace: TestWorkspace;
let ctx: TenantContext;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ ctx } = workspace);
});

/** Noon of a day in March; the workspace begins on the 2nd. */
const on = (day: number) => workspace.at(new Date(Date.UTC(2026, 2, day, 18)));

function triggered(trigger: Trigger, where?: RuleGroup): ExecutableGraph {
  const graph = lineGraph([steps.waitDays("rest", 30)]);
  const nodes = graph.nodes.map((node) =>
    node.kind === "start" ? { ...node, trigger, ...(where && { where }) } : node,
  );
  return { ...graph, nodes };
}

async function chased(): Promise<{ debtor_id: string; status: string; invoices: number }[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ debtor_id: string; status: string; invoices: number }>(sql`
      select e.debtor_id, e.status, (select count(*)::int from enrollment_invoices ei where ei.enrollment_id = e.id) as invoices
      from enrollments e order by e.entered_at, e.id`),
  );
  return rows;
}

test("an invoice that becomes overdue by so many days takes its debtor in, once, also when nothing ran that day", async () => {
  const late = await makeDebtor(ctx, { dueOn: "2026-03-05" });
  await makeDebtor(ctx, { dueOn: "2026-01-10" });
  await startCampaign(ctx, triggered({ on: "invoice_overdue", days: 5 }));
  expect(await enterByTriggers(on(9))).toEqual({ entered: 0 });
  // The 10th is missed.
  expect(await enterByTriggers(on(13))).toEqual({ entered: 1 });
  expect(await chased()).toMatchObject([{ debtor_id: late.debtorId, invoices: 1 }]);
  expect(await enterByTriggers(on(14))).toEqual({ entered: 0 });
  const [one, other] = await Promise.all([enterByTriggers(on(14)), enterByTriggers(on(14))]);
  expect(one.entered + other.entered).toBe(0);
});

test("one that becomes due is taken in before its day, and not once it is overdue", async () => {
  const soon = await makeDebtor(ctx, { dueOn: "2026-03-12" });
  const missed = await makeDebtor(ctx, { dueOn: "2026-03-07" });
  await startCampaign(ctx, triggered({ on: "invoice_due", days: 3 }));
  expect(await enterByTriggers(on(8))).toEqual({ entered: 0 });
  expect(await enterByTriggers(on(10))).toEqual({ entered: 1 });
  const debtors = (await chased()).map((row) => row.debtor_id);
  expect(debtors).toEqual([soon.debtorId]);
  expect(debtors).not.toContain(missed.debtorId);
});

test("a further invoice of a debtor who is in is added to what is chased", async () => {
  const debtor = await makeDebtor(ctx, { amounts: [10_000, 20_000], dueOn: "2026-03-05" });
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update invoices set due_on = '2026-03-08' where id = ${debtor.invoiceIds[1] ?? ""}`),
  );
  await startCampaign(ctx, triggered({ on: "invoice_overdue", days: 1 }));
  expect(await enterByTriggers(on(6))).toEqual({ entered: 1 });
  expect(await chased()).toMatchObject([{ invoices: 1 }]);
  expect(await enterByTriggers(on(9))).toEqual({ entered: 0 });
  expect(await chased()).toMatchObject([{ invoices: 2 }]);
});

test("the trigger's own rule decides, on what is known then", async () => {
  await makeDebtor(ctx, { amounts: [10_000], dueOn: "2026-03-05" });
  const large = await makeDebtor(ctx, { amounts: [900_000], dueOn: "2026-03-05" });
  const where: RuleGroup = {
    all: [
      { fact: "balance", op: "more_than", amountMinor: 500_000, currency: "USD" },
      { fact: "broken_promises", op: "equals", value: 0 },
    ],
  };
  await startCampaign(ctx, triggered({ on: "invoice_overdue", days: 1 }, where));
  expect(await enterByTriggers(on(6))).toEqual({ entered: 1 });
  expect(await chased()).toMatchObject([{ debtor_id: large.debtorId }]);
  expect(await enterByTriggers(on(7))).toEqual({ entered: 0 });
});

test("a broken promise takes its debtor in, and again when the next one is broken after it left", async () => {
  const { debtorId } = await makeDebtor(ctx);
  await startCampaign(ctx, triggered({ on: "promise_broken" }));
  const breakPromise = (at: TenantContext) =>
    withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into promises (tenant_id, id, debtor_id, currency, amount_minor, due_on, status, source, created_at, closed_at)
        values (${ctx.tenantId}, ${at.chance.id()}, ${debtorId}, 'USD', 100, '2026-03-04', 'broken', 'member',
                ${at.clock.now().toISOString()}, ${at.clock.now().toISOString()})`),
    );
  await breakPromise(on(5));
  expect(await enterByTriggers(on(5))).toEqual({ entered: 1 });
  await wakeDue(on(5));
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update enrollments set status = 'done', outcome = 'paid', due_at = null`),
  );
  await finishCampaigns(on(6));
  await breakPromise(on(8));
  expect(await enterByTriggers(on(8))).toEqual({ entered: 1 });
  expect((await chased()).map((row) => row.status)).toEqual(["done", "waiting"]);
});

describe("an event through the API", () => {
  const queue = { announce: async () => {} };
  const send = (at: TenantContext, debtorId: string, event = "pod_received") =>
    recordApiEvent(at, { debtorId, event, data: {} }, queue);
  const begins: Trigger = { on: "api_event", event: "pod_received" };

  test("takes its debtor in, once, with all that is open, also what is not due yet; another name does not", async () => {
    const debtor = await makeDebtor(ctx, { amounts: [10_000, 20_000], dueOn: "2026-04-20" });
    const other = await makeDebtor(ctx);
    await startCampaign(ctx, triggered(begins));
    await send(ctx, debtor.debtorId);
    await send(ctx, other.debtorId, "pod_lost");
    const [one, two] = await Promise.all([enterByTriggers(ctx, "api_event"), enterByTriggers(ctx)]);
    expect(one.entered + two.entered).toBe(1);
    expect(await chased()).toMatchObject([{ debtor_id: debtor.debtorId, invoices: 2 }]);
    await withTenant(ctx, (tx) => tx.execute(sql`update enrollments set status = 'done', due_at = null`));
    expect(await enterByTriggers(on(9))).toEqual({ entered: 0 });
    await send(on(9), debtor.debtorId);
    expect(await enterByTriggers(on(9))).toEqual({ entered: 1 });
  });

  test("of before the launch takes nobody in", async () => {
    const { debtorId } = await makeDebtor(ctx);
    await send(ctx, debtorId);
    await startCampaign(on(3), triggered(begins));
    expect(await enterByTriggers(on(3))).toEqual({ entered: 0 });
  });

  test("waits for an invoice that is open, and after 30 days no longer", async () => {
    const [early, late] = [await makeDebtor(ctx), await makeDebtor(ctx)];
    await withTenant(ctx, (tx) => tx.execute(sql`update invoices set status = 'paid'`));
    await startCampaign(ctx, triggered(begins));
    await send(on(3), early.debtorId);
    await send(on(3), late.debtorId);
    const reopen = (debtorId: string) =>
      withTenant(ctx, (tx) => tx.execute(sql`update invoices set status = 'open' where debtor_id = ${debtorId}`));
    expect(await enterByTriggers(on(4))).toEqual({ entered: 0 });
    await reopen(early.debtorId);
    expect(await enterByTriggers(on(31))).toEqual({ entered: 1 });
    await reopen(late.debtorId);
    expect(await enterByTriggers(on(34))).toEqual({ entered: 0 });
    expect(await chased()).toMatchObject([{ debtor_id: early.debtorId }]);
  });
});

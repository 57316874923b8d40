import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { finishCampaigns } from "@/server/campaigns/change-campaign";
import { getEnrollmentHistory, listEnrollments } from "@/server/campaigns/list-enrollments";
import { retryEnrollment } from "@/server/campaigns/retry-enrollment";
import { makeDebtor, startCampaign } from "@/server/campaigns/testing/receivables";
import { graph, pay, rowsOf, touchesOf } from "@/server/campaigns/testing/woken";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

const HOUR = 3_600_000;

describe("waking", () => {
  test("a due enrollment is decided once: its touch, receipt, slot, state and history are written together", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx);
    const { entered } = await startCampaign(ctx, graph);
    expect(entered).toBe(1);

    expect(await wakeDue(ctx)).toMatchObject({ woken: 1, queued: { email: 1, sms: 0, voice: 0 }, parked: 0 });
    expect(await wakeDue(ctx)).toMatchObject({ woken: 0 });

    expect(await touchesOf(ctx)).toMatchObject([{ status: "queued", channel: "email" }]);
    const counted = await rowsOf<Record<string, number>>(
      ctx,
      sql`select (select count(*)::int from touch_receipts where tenant_id = ${ctx.tenantId} and verdict = 'allow') as receipts,
            (select count(*)::int from contact_ledger where tenant_id = ${ctx.tenantId} and state = 'reserved') as slots,
            (select count(*)::int from enrollment_history where tenant_id = ${ctx.tenantId}) as wakes`,
    );
    expect(counted).toEqual([{ receipts: 1, slots: 1, wakes: 1 }]);
  });

  test("two workers at once never decide one enrollment twice", async () => {
    const { ctx } = await makeWorkspace();
    for (let i = 0; i < 40; i += 1) await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    const reports = await Promise.all([1, 2, 3].map(() => wakeDue(ctx, { batchSize: 7 })));
    const late = await wakeDue(ctx);
    expect(reports.reduce((sum, report) => sum + report.woken, late.woken)).toBe(40);
    const touches = await touchesOf(ctx);
    expect(touches).toHaveLength(40);
    expect(new Set(touches.map((touch) => touch.key)).size).toBe(40);
  });

  test("an address shared by two debtors is contacted once within the gap, even in one batch", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx, { email: "shared@example.com" });
    await makeDebtor(ctx, { email: "shared@example.com" });
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    expect(await touchesOf(ctx)).toHaveLength(1);
    const waiting = await rowsOf<{ due: string }>(
      ctx,
      sql`select due_at as due from enrollments where tenant_id = ${ctx.tenantId} order by due_at`,
    );
    expect(new Date(waiting[0]?.due ?? 0).getTime()).toBeLessThan(ctx.clock.now().getTime() + 25 * HOUR);
  });

  test("two workers never both take the last slot of an address", async () => {
    const { ctx } = await makeWorkspace();
    for (let i = 0; i < 12; i += 1) await makeDebtor(ctx, { email: "shared@example.com" });
    await startCampaign(ctx, graph);
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([1, 2, 3, 4].map(() => wakeDue(ctx, { batchSize: 3 })));
    }
    expect(await touchesOf(ctx)).toHaveLength(1);
  });

  test("outside the debtor's hours nothing is queued, and the history says until when and why", async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2026-03-03T05:00:00Z") });
    await makeDebtor(ctx);
    const { campaignId } = await startCampaign(ctx, graph);
    await wakeDue(ctx);
    expect(await touchesOf(ctx)).toEqual([]);
    const { rows } = await listEnrollments(ctx, { campaignId, pageSize: 10 });
    const enrollmentId = fromPublicId("enrollment", rows[0]?.id ?? "") ?? "";
    const { entries } = await getEnrollmentHistory(ctx, { enrollmentId });
    const events = entries.flatMap((entry) => entry.events);
    expect(events).toContainEqual(expect.objectContaining({ kind: "answered", verdict: "defer" }));
    expect(events.find((event) => event.kind === "answered")).toHaveProperty("code");
    expect(events.at(-1)).toMatchObject({ kind: "waits", nodeId: "mail" });
    expect(rows[0]?.dueAt?.getTime()).toBeGreaterThan(ctx.clock.now().getTime());
  });
});

describe("signals", () => {
  test("who pays in full leaves, and what was queued is cancelled with its slot given back", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx, { amounts: [50_000] });
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    await pay(ctx, debtorId, 50_000);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "cancelled", result_code: "PAID_IN_FULL" }]);
    await wakeDue(ctx);
    const ended = await rowsOf(ctx, sql`select status, outcome from enrollments where tenant_id = ${ctx.tenantId}`);
    expect(ended).toEqual([{ status: "done", outcome: "paid" }]);
    const slots = await rowsOf(ctx, sql`select state from contact_ledger where tenant_id = ${ctx.tenantId}`);
    expect(slots).toEqual([{ state: "released" }]);
    expect(await finishCampaigns(ctx)).toBe(1);
  });

  test("a part payment cancels what was queued and decides the step anew on the rest", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx, { amounts: [50_000] });
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    await pay(ctx, debtorId, 20_000);
    await wakeDue(ctx);
    expect(await touchesOf(ctx)).toMatchObject([
      { status: "cancelled", result_code: "PAID_IN_PART" },
      { status: "queued", channel: "email" },
    ]);
    expect(await rowsOf(ctx, sql`select status from enrollments where tenant_id = ${ctx.tenantId}`)).toEqual([
      { status: "waiting" },
    ]);
  });
});

describe("a poisoned enrollment", () => {
  test("that the database rejects is parked alone with its reason, and its batch goes on", async () => {
    const { ctx } = await makeWorkspace();
    for (let i = 0; i < 9; i += 1) await makeDebtor(ctx);
    const poisoned = await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    await onOwner(`
      create function poison() returns trigger language plpgsql as $$ begin
        if new.debtor_id = '${poisoned.debtorId}' then raise exception 'poison'; end if; return new; end $$;
      create trigger poison before insert on touches for each row execute function poison()`);
    try {
      expect(await wakeDue(ctx)).toMatchObject({ woken: 10, parked: 1, queued: { email: 9 } });
    } finally {
      await onOwner("drop trigger poison on touches; drop function poison()");
    }
    const parked = await rowsOf<{ id: string; debtor_id: string; parked_reason: string }>(
      ctx,
      sql`select id, debtor_id, parked_reason from enrollments where tenant_id = ${ctx.tenantId} and status = 'parked'`,
    );
    expect(parked).toMatchObject([{ debtor_id: poisoned.debtorId, parked_reason: "database: P0001" }]);
    expect(await rowsOf(ctx, sql`select kind from tasks where tenant_id = ${ctx.tenantId}`)).toEqual([
      { kind: "parked_enrollment" },
    ]);

    await retryEnrollment(ctx, { enrollmentId: parked[0]?.id ?? "" });
    expect(await wakeDue(ctx)).toMatchObject({ woken: 1, parked: 0, queued: { email: 1 } });
  });

  test("whose state cannot be read is parked, and the others are woken", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx);
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    await rowsOf(
      ctx,
      sql`update enrollments set state = '{"node":"nowhere","visits":{},"status":"waiting"}'
          where tenant_id = ${ctx.tenantId} and id = (select min(id::text)::uuid from enrollments where tenant_id = ${ctx.tenantId})`,
    );
    expect(await wakeDue(ctx)).toMatchObject({ woken: 2, parked: 1, queued: { email: 1 } });
  });
});

async function onOwner(statement: string) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

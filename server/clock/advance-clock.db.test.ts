import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, mobileLookup, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { advanceClock } from "@/server/clock/advance-clock";
import { getClock } from "@/server/clock/get-clock";
import { cancelClockMove, moveClock } from "@/server/clock/move-clock";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { recordingEmail, recordingSms, testTools } from "@/server/touches/testing/recording-vendors";
import { clockPorts, errandPorts } from "@/server/wiring";

process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

const graph = lineGraph([
  steps.email("first"),
  steps.waitDays("pause", 3),
  steps.sms("second"),
  steps.waitDays("again", 3),
  steps.email("third"),
]);
const vendors = { nextAt: async () => null, report: async () => 0 };

function ports() {
  const [email, sms] = [recordingEmail(), recordingSms()];
  const routes = [
    { channel: "email" as const, port: email },
    { channel: "sms" as const, port: sms },
  ];
  return {
    email,
    sms,
    clock: {
      routes,
      tools: testTools,
      vendors,
      lookup: mobileLookup,
      errands: errandPorts("sandbox"),
      written: clockPorts().written,
    },
  };
}

const events: { name: string; data: Record<string, unknown> }[] = [];
const queue = { announce: async (event: { name: string; data: Record<string, unknown> }) => void events.push(event) };

async function move(ctx: TenantContext, to: "day" | "campaign_end" | "next_event") {
  const fresh = await systemContext(ctx.tenantId, "test");
  return { ...(await moveClock(fresh, { to }, { queue, vendors })), ctx: fresh };
}

describe("a sandbox's clock", () => {
  test("never goes back: a move whose request began before another one ended goes on from where the clock stands", async () => {
    const { ctx } = await makeWorkspace();
    const early = await systemContext(ctx.tenantId, "test");
    const first = await move(ctx, "day");
    await advanceClock(first.ctx, first.targetAt, ports().clock);
    const { targetAt } = await moveClock(early, { to: "hour" }, { queue, vendors });
    expect(targetAt.toISOString()).toBe("2026-03-03T16:00:00.000Z");
    const back = moveClock(early, { to: "instant", at: new Date("2026-03-02T16:00:00Z") }, { queue, vendors });
    await expect(back).rejects.toMatchObject({ code: "ALREADY_RUNNING" });
    const late = await advanceClock(early, targetAt, ports().clock);
    expect(late.state).toBe("cancelled");
    const { now } = await getClock(await systemContext(ctx.tenantId, "test"), vendors);
    expect(now.toISOString()).toBe("2026-03-03T15:00:00.000Z");
  });

  test("run until the campaign ends lives through every step at its own time, and stops there", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    const { email, sms, clock } = ports();
    const moved = await move(ctx, "campaign_end");
    const run = await advanceClock(moved.ctx, moved.targetAt, clock, { untilEnd: {} });

    expect(run.state).toBe("reached");
    const times = [...email.received, ...sms.received].map((message) => message.workspace.now.toISOString()).sort();
    expect(times).toEqual(["2026-03-02T15:00:00.000Z", "2026-03-05T15:00:00.000Z", "2026-03-08T14:00:00.000Z"]);
    const state = await getClock(await systemContext(ctx.tenantId, "test"), vendors);
    expect(state).toMatchObject({ standing: true, targetAt: null, error: null, nextEventAt: null });
    expect(state.now.toISOString()).toBe("2026-03-08T14:00:00.000Z");
  });

  test("what an as-of import held back happens when the clock reaches it, and that debtor leaves that day", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId, invoiceIds } = await makeDebtor(ctx, { amounts: [70_000] });
    await startCampaign(ctx, graph);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into held_events (tenant_id, id, happens_at, kind, debtor_id, invoice_id, data)
        values (${ctx.tenantId}, ${ctx.chance.id()}, '2026-03-04T18:00:00Z', 'payment', ${debtorId}, ${invoiceIds[0]},
          '{"amountMinor": 70000, "currency": "USD", "method": "history"}')`),
    );
    const { email, sms, clock } = ports();
    const moved = await move(ctx, "campaign_end");
    await advanceClock(moved.ctx, moved.targetAt, clock, { untilEnd: {} });
    expect(email.received).toHaveLength(1);
    expect(sms.received).toEqual([]);
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute<{ outcome: string; at: string }>(
        sql`select outcome, ended_at as at from enrollments where tenant_id = ${ctx.tenantId}`,
      ),
    );
    expect(rows[0]?.outcome).toBe("paid");
    expect(new Date(rows[0]?.at ?? 0).toISOString()).toBe("2026-03-04T18:00:00.000Z");
  });

  test("moves on by a day, in slices, and can be stopped on the way", async () => {
    const { ctx } = await makeWorkspace();
    const { clock } = ports();
    const day = await move(ctx, "day");
    expect(await advanceClock(day.ctx, day.targetAt, clock)).toMatchObject({ state: "reached", at: day.targetAt });

    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    const far = await move(ctx, "campaign_end");
    expect(await advanceClock(far.ctx, far.targetAt, clock, { goOn: () => false })).toMatchObject({ state: "more" });
    await cancelClockMove(far.ctx);
    const rest = await systemContext(ctx.tenantId, "test");
    expect(await advanceClock(rest, far.targetAt, clock)).toMatchObject({ state: "cancelled" });
  });

  test("goes to the next event, and says so when nothing is planned", async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2026-03-03T05:00:00Z") });
    await expect(move(ctx, "next_event")).rejects.toMatchObject({ code: "PRECONDITION" });
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    const { email, clock } = ports();
    const now = await move(ctx, "next_event");
    await advanceClock(now.ctx, now.targetAt, clock);
    expect(email.received).toEqual([]);
    const morning = await move(ctx, "next_event");
    await advanceClock(morning.ctx, morning.targetAt, clock);
    expect(email.received).toHaveLength(1);
  });

  test("of a live workspace cannot be moved", async () => {
    const { ctx } = await makeWorkspace({ mode: "live" });
    await expect(move(ctx, "day")).rejects.toMatchObject({ code: "SANDBOX_ONLY" });
    const { clock } = ports();
    await expect(advanceClock(ctx, new Date("2027-01-01T00:00:00Z"), clock)).rejects.toMatchObject({
      code: "SANDBOX_ONLY",
    });
  });

  test("is moved by one run at a time", async () => {
    const { ctx } = await makeWorkspace();
    await move(ctx, "day");
    await expect(move(ctx, "day")).rejects.toMatchObject({ code: "ALREADY_RUNNING" });
  });
});

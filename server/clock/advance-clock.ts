// The sandbox's time travel: a discrete-event run. It goes from one due instant to the next and lets everything happen
// there that a live workspace would see at that time, by the same verbs.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { runFollowups } from "@/server/calls/followups/run-followups";
import { finishCampaigns } from "@/server/campaigns/change-campaign";
import type { ErrandPorts } from "@/server/campaigns/effects/ports";
import { runErrands } from "@/server/campaigns/effects/run-errands";
import { runSchedule } from "@/server/campaigns/run-schedule";
import { enterByTriggers } from "@/server/campaigns/triggers/enter-by-triggers";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { standingClock } from "@/server/clock";
import { nextInstant, type SandboxVendors } from "@/server/clock/next-instant";
import type { WrittenPorts } from "@/server/conversations/written/hold-written";
import { runWritten } from "@/server/conversations/written/run-written";
import { DomainError } from "@/server/errors";
import { settleHeldEvents } from "@/server/payments/settle-held-events";
import { judgePromises } from "@/server/promises/judge-promises";
import type { TenantContext } from "@/server/tenant-context";
import { type DispatchTools, dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import type { Route } from "@/server/touches/dispatch/send-touch";
import type { LineTypePort } from "@/server/touches/ports";

export type ClockPorts = {
  routes: readonly Route[];
  tools: DispatchTools;
  vendors: SandboxVendors;
  lookup: LineTypePort;
  errands: ErrandPorts;
  written: WrittenPorts;
};

/** How often an instant is lived through again when another worker holds what is due there. */
const HELD_MAX = 100;
const HELD_PAUSE_MS = 50;

export type ClockRun = {
  /** `reached` the target or the campaign's end; `cancelled` by a person, or by another move; `more`: the slice is used up. */
  state: "reached" | "cancelled" | "more";
  at: Date;
  instants: number;
};

/** An instant at which something is always due again would hold the clock for ever. */
const ROUNDS_MAX = 200;

/**
 * Moves the workspace's clock to `target` (with `untilEnd`: no further than the end of that campaign, or of all). Works
 * for at most one slice as `goOn` allows; called again it goes on. Progress is the clock itself.
 */
export async function advanceClock(
  ctx: TenantContext,
  target: Date,
  ports: ClockPorts,
  options: { untilEnd?: { campaignId?: string }; goOn?: () => boolean } = {},
): Promise<ClockRun> {
  if (ctx.mode !== "sandbox") throw new DomainError("SANDBOX_ONLY");
  let at = ctx.clock.now();
  let instants = 0;
  let held = 0;
  for (;;) {
    const here = { ...ctx, clock: standingClock(at) };
    await liveThrough(here, ports);
    const step = await withTenant(here, async (tx) => {
      const { rows } = await tx.execute<{ moving: boolean }>(sql`
        select coalesce(clock_target_at = ${target.toISOString()}::timestamptz
          and clock_at = ${at.toISOString()}::timestamptz, false) as moving from tenants
        where id = ${ctx.tenantId} for no key update`);
      if (!rows[0]?.moving) return { state: "cancelled" as const, at };
      if (options.untilEnd && (await hasEnded(tx, ctx, options.untilEnd.campaignId))) {
        await standAt(tx, ctx, at, true);
        return { state: "reached" as const, at };
      }
      const next = await nextInstant(tx, here, ports.vendors);
      const to = next === null || next > target ? target : laterOf(next, at);
      const arrived = at.getTime() >= target.getTime();
      await standAt(tx, ctx, arrived ? at : to, arrived);
      return { state: arrived ? ("reached" as const) : ("more" as const), at: to };
    });
    if (step.state !== "more") return { ...step, instants };
    if (step.at.getTime() === at.getTime()) {
      // Still due: another worker is at it, and ends in a moment.
      held += 1;
      if (held > HELD_MAX) throw new DomainError("INTERNAL", "The clock cannot go on from here.");
      await new Promise((resolve) => setTimeout(resolve, HELD_PAUSE_MS));
      continue;
    }
    held = 0;
    at = step.at;
    instants += 1;
    if (!(options.goOn?.() ?? true)) return { state: "more", at, instants };
  }
}

type Tx = Parameters<Parameters<typeof withTenant>[1]>[0];

function laterOf(a: Date, b: Date): Date {
  return a.getTime() > b.getTime() ? a : b;
}

async function standAt(tx: Tx, ctx: TenantContext, at: Date, arrived: boolean) {
  await tx.execute(sql`
    update tenants set clock_at = ${at.toISOString()}, clock_error = null,
      clock_target_at = case when ${arrived} then null else clock_target_at end
    where id = ${ctx.tenantId}`);
}

/** Everything due at this instant, until nothing is. */
async function liveThrough(ctx: TenantContext, ports: ClockPorts): Promise<void> {
  await settleHeldEvents(ctx);
  await judgePromises(ctx);
  await runSchedule(ctx, ports);
  await enterByTriggers(ctx);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const woken = await wakeDue(ctx);
    let done = woken.woken + (await ports.vendors.report(ctx));
    for (const route of ports.routes) {
      done += (await dispatchTouches(ctx, route, ports.tools)).claimed;
    }
    done += (await runErrands(ctx, ports.errands)).claimed;
    done += (await runFollowups(ctx, ports.errands)).claimed;
    done += (await runWritten(ctx, ports.written)).claimed;
    if (done === 0) {
      await finishCampaigns(ctx);
      return;
    }
  }
  throw new DomainError("INTERNAL", "Something is due again and again at the same instant.");
}

async function hasEnded(tx: Tx, ctx: TenantContext, campaignId: string | undefined): Promise<boolean> {
  const { rows } = await tx.execute<{ live: boolean }>(sql`
    select exists (select 1 from campaigns where tenant_id = ${ctx.tenantId} and status in ('scheduled', 'launching', 'running')
      ${campaignId ? sql`and id = ${campaignId}` : sql``}) as live`);
  return !rows[0]?.live;
}

/** Remembers why a move stopped early and lets the clock stand where it is. */
export function stopClock(ctx: TenantContext, error: string): Promise<unknown> {
  return withTenant(ctx, (tx) =>
    tx.execute(sql`update tenants set clock_target_at = null, clock_error = ${error} where id = ${ctx.tenantId}`),
  );
}

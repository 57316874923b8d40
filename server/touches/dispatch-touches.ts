import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import {
  claimTouches,
  LEASE_SECONDS,
  type Links,
  prepareTouches,
  type ReadyTouch,
} from "@/server/touches/prepare-dispatch";
import { readSendResult } from "@/server/touches/read-send-result";
import { type Result, recordResults } from "@/server/touches/record-results";
import type { MessageRenderer } from "@/server/touches/render-message";
import { type Route, sendTouch } from "@/server/touches/send-touch";

export type DispatchTools = Links & { renderer: MessageRenderer };

export type DispatchOptions = {
  /** Stop after about so many touches. */
  touchesMax?: number;
  /** Calls to the vendor at once; also how many are claimed at once, so that none waits claimed. */
  concurrency?: number;
  /** Claims that overlap: one is at the database while another is at the vendor. */
  lanes?: number;
  timeoutMs?: number;
  /** How long a claim holds, by the database's clock: far longer than `timeoutMs`. */
  leaseSeconds?: number;
  goOn?: () => boolean;
};

export type DispatchReport = {
  claimed: number;
  sent: number;
  failed: number;
  requeued: number;
  unknown: number;
  /** Not sent after all: refused, cancelled or put off by the second look. */
  held: number;
  inDoubt: number;
};

/**
 * Sends what is queued and due on one channel: claim and second look in one transaction, the vendor outside any, the
 * answers in another. Any number of workers may run it at once.
 */
export async function dispatchTouches(
  ctx: TenantContext,
  route: Route,
  tools: DispatchTools,
  options: DispatchOptions = {},
): Promise<DispatchReport> {
  const { touchesMax = Number.POSITIVE_INFINITY, concurrency = 48, lanes = 2, timeoutMs = 20_000 } = options;
  const { leaseSeconds = LEASE_SECONDS } = options;
  const report: DispatchReport = { claimed: 0, sent: 0, failed: 0, requeued: 0, unknown: 0, held: 0, inDoubt: 0 };
  const size = Math.max(1, Math.ceil(concurrency / lanes));
  const lane = async () => {
    while (report.claimed < touchesMax && (options.goOn?.() ?? true)) {
      const left = touchesMax - report.claimed;
      const claimed = await dispatchBatch(
        ctx,
        route,
        tools,
        { limit: Math.min(size, left), timeoutMs, leaseSeconds },
        report,
      );
      if (claimed === 0) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return report;
}

async function dispatchBatch(
  ctx: TenantContext,
  route: Route,
  tools: DispatchTools,
  batch: { limit: number; timeoutMs: number; leaseSeconds: number },
  report: DispatchReport,
): Promise<number> {
  const { claimed, ready } = await withTenant(ctx, async (tx) => {
    const claimed = await claimTouches(tx, ctx, route.channel, batch.limit);
    return {
      claimed: claimed.length,
      ...(await prepareTouches(tx, ctx, claimed, tools, { again: false, leaseSeconds: batch.leaseSeconds })),
    };
  });
  report.claimed += claimed;
  report.held += claimed - ready.length;
  const results = await sendAll(ctx, route, ready, tools, batch.timeoutMs);
  await recordResults(ctx, results);
  count(report, results);
  return claimed;
}

/** Sends all of them at once and reads the answers. */
export async function sendAll(
  ctx: TenantContext,
  route: Route,
  ready: readonly ReadyTouch[],
  tools: DispatchTools,
  timeoutMs: number,
): Promise<Result[]> {
  const now = ctx.clock.now();
  const settling = { deduplicates: route.port.deduplicates, canBeAsked: route.port.find !== undefined };
  const sent = await Promise.all(ready.map((touch) => sendTouch(ctx, route, touch, tools.renderer, timeoutMs)));
  return sent.map(({ touch, result, subject, body }) => ({
    touch,
    provider: route.port.name,
    from: (route.channel === "email" ? touch.company.email : touch.company.phone) ?? touch.company.name,
    to: touch.point.address,
    outcome: readSendResult(result, { attempts: touch.attempts, now, settling, message: { subject, body } }),
  }));
}

export function count(report: DispatchReport, results: readonly Result[]): void {
  for (const { outcome } of results) {
    if (outcome.kind === "sent") report.sent += 1;
    if (outcome.kind === "failed") report.failed += 1;
    if (outcome.kind === "requeue") report.requeued += 1;
    if (outcome.kind === "unknown") report.unknown += 1;
    if (outcome.kind === "doubt") report.inDoubt += 1;
  }
}

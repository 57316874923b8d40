import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { callNumbers } from "@/server/numbers/outbound/call-numbers";
import type { TenantContext } from "@/server/tenant-context";
import { DueCursor } from "@/server/time/due-cursor";
import { claimTouches, LEASE_SECONDS } from "@/server/touches/dispatch/claim-touches";
import { type Links, prepareTouches, type ReadyTouch } from "@/server/touches/dispatch/prepare-dispatch";
import { readSendResult } from "@/server/touches/dispatch/read-send-result";
import { NOT_BEGUN, type Result, recordResults } from "@/server/touches/dispatch/record-results";
import { SendGate } from "@/server/touches/dispatch/send-gate";
import { type Route, sendTouch } from "@/server/touches/dispatch/send-touch";
import type { Turns } from "@/server/touches/dispatch/turns";
import type { MessageRenderer } from "@/server/touches/messages/render-message";

export type DispatchTools = Links & { renderer: MessageRenderer };

export type DispatchOptions = {
  /** Stop after about so many touches. */
  touchesMax?: number;
  /** Calls to the vendor at once. */
  concurrency?: number;
  /** Claims that overlap: one is at the database while another is at the vendor. */
  lanes?: number;
  /** Touches a claim, where the vendor can settle a send in doubt; where it cannot, none waits claimed. */
  claimMax?: number;
  timeoutMs?: number;
  /** How long a claim holds, by the database's clock: far longer than `timeoutMs`. */
  leaseSeconds?: number;
  /** Where only so much may leave; then one lane works. */
  turns?: Turns;
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
  const { leaseSeconds = LEASE_SECONDS, claimMax = 200, turns } = options;
  const report: DispatchReport = { claimed: 0, sent: 0, failed: 0, requeued: 0, unknown: 0, held: 0, inDoubt: 0 };
  const settled = route.port.deduplicates || route.port.find !== undefined;
  const size = Math.max(1, settled ? claimMax : Math.ceil(concurrency / lanes));
  const gate = new SendGate(concurrency);
  const cursor = new DueCursor();
  const lane = async () => {
    while (report.claimed < touchesMax && (options.goOn?.() ?? true)) {
      if (turns && !(await turns.wait(ctx))) return;
      const left = touchesMax - report.claimed;
      // Calls go by what presses most, not by their time alone.
      const from = route.channel === "voice" ? null : cursor.from();
      const batch = { limit: Math.min(size, left), from, timeoutMs, leaseSeconds, gate, cursor, turns };
      const claimed = await dispatchBatch(ctx, route, tools, batch, report);
      // A short claim behind the cursor only says that nothing is left after it.
      if (claimed === 0 && batch.from === null) return;
    }
  };
  await Promise.all(Array.from({ length: turns ? 1 : lanes }, lane));
  return report;
}

async function dispatchBatch(
  ctx: TenantContext,
  route: Route,
  tools: DispatchTools,
  batch: {
    limit: number;
    from: Date | null;
    timeoutMs: number;
    leaseSeconds: number;
    gate: SendGate;
    cursor: DueCursor;
    turns: Turns | undefined;
  },
  report: DispatchReport,
): Promise<number> {
  // Well before anyone else may take the claim over.
  const begunBy = performance.now() + (batch.leaseSeconds * 1_000) / 3;
  const { claimed, ready } = await withTenant(
    ctx,
    async (tx) => {
      const limit = batch.turns ? Math.min(batch.limit, await batch.turns.room(tx, ctx)) : batch.limit;
      const claimed = await claimTouches(tx, ctx, route.channel, { limit, from: batch.from });
      batch.cursor.claimed(claimed.at(-1)?.dispatchAt ?? null, claimed.length >= batch.limit);
      const claim = { again: false, leaseSeconds: batch.leaseSeconds };
      const { ready } = await prepareTouches(tx, ctx, claimed, tools, claim);
      return { claimed, ready: route.channel === "voice" ? await numbered(tx, ctx, ready) : ready };
    },
    { byKey: true },
  );
  if (ready.length > 0) batch.turns?.used();
  report.claimed += claimed.length;
  report.held += claimed.length - ready.length;
  const results = await sendAll(ctx, route, ready, tools, { timeoutMs: batch.timeoutMs, gate: batch.gate, begunBy });
  await recordResults(ctx, results);
  count(report, results);
  return claimed.length;
}

async function numbered(
  tx: TenantTransaction,
  ctx: TenantContext,
  ready: readonly ReadyTouch[],
): Promise<ReadyTouch[]> {
  if (ready.length === 0) return [];
  const from = await callNumbers(tx, ctx, ready);
  return ready.map((touch) => ({ ...touch, callFrom: from.get(touch.id) }));
}

/** Sends them, as many at once as the gate lets through, and reads the answers. */
export async function sendAll(
  ctx: TenantContext,
  route: Route,
  ready: readonly ReadyTouch[],
  tools: DispatchTools,
  options: { timeoutMs: number; gate?: SendGate; begunBy?: number },
): Promise<Result[]> {
  const { timeoutMs, gate = new SendGate(ready.length), begunBy = Number.POSITIVE_INFINITY } = options;
  const now = ctx.clock.now();
  const settling = { deduplicates: route.port.deduplicates, canBeAsked: route.port.find !== undefined };
  return Promise.all(
    ready.map(async (touch): Promise<Result> => {
      const base = {
        touch,
        provider: route.port.name,
        from:
          touch.callFrom ??
          (route.channel === "email" ? touch.company.email : touch.company.phone) ??
          touch.company.name,
        to: touch.point.address,
      };
      const sent = await gate.through(async () =>
        performance.now() < begunBy ? sendTouch(ctx, route, touch, tools.renderer, timeoutMs) : undefined,
      );
      if (!sent) return { ...base, outcome: { kind: "requeue", code: NOT_BEGUN, dispatchAt: touch.dispatchAt } };
      const { result, subject, body } = sent;
      const message = { subject, body };
      const from = (result.kind === "accepted" && result.from) || base.from;
      return { ...base, from, outcome: readSendResult(result, { attempts: touch.attempts, now, settling, message }) };
    }),
  );
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

import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { type Claimed, claimEnrollments } from "@/server/campaigns/waking/claim-enrollments";
import { keepStatistics } from "@/server/campaigns/waking/keep-statistics";
import { type BatchReport, runBatch } from "@/server/campaigns/waking/run-batch";
import { raiseParked } from "@/server/campaigns/waking/write-wakes";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";
import { DueCursor } from "@/server/time/due-cursor";

export type WakeReport = BatchReport & {
  batches: number;
  /** More was due when the last batch was claimed. */
  more: boolean;
};

/** Large enough that its statements cost little, small enough that nobody waits for its locks. */
const BATCH_SIZE = 250;

/** Of one batch: past it the fault is ours, not an enrollment's, and nothing more is parked. */
const CULPRITS_MAX = 10;

/**
 * Wakes what is due in one workspace, a batch a transaction. Any number of workers may call it at once: what one holds
 * the others skip. Stops when nothing is due, after `batchesMax`, or when `goOn` says no. Of a backlog, `lanes` batches
 * are under way at once: while the database writes one, the next is decided.
 */
export async function wakeDue(
  ctx: TenantContext,
  options: { batchSize?: number; batchesMax?: number; cursor?: DueCursor; lanes?: number; goOn?: () => boolean } = {},
): Promise<WakeReport> {
  const { batchSize = BATCH_SIZE, batchesMax = Number.POSITIVE_INFINITY, lanes = 1 } = options;
  const cursor = options.cursor ?? new DueCursor();
  const total: WakeReport = { ...emptyReport(), batches: 0, more: false };
  let begun = 0;
  const lane = async (atMost: number): Promise<boolean> => {
    let more = false;
    for (let batches = 0; batches < atMost && begun < batchesMax && (options.goOn?.() ?? true); batches += 1) {
      begun += 1;
      const from = cursor.from();
      const { claimed, report } = await wakeBatch(ctx, { limit: batchSize, from });
      const full = claimed.length === batchSize;
      cursor.claimed(claimed.at(-1)?.dueAt ?? null, full);
      add(total, report);
      total.batches += 1;
      const { email, sms, voice } = report.queued;
      await keepStatistics(ctx.tenantId, email + sms + voice);
      // A short batch behind the cursor only says that nothing is left after it.
      more = full || (from !== null && claimed.length > 0);
      if (claimed.length === 0 && from === null) break;
      if (!full && from === null) break;
      if (report.woken === 0 && report.busy > 0) break;
    }
    return more;
  };
  // Most turns are a single short batch: only behind a full one there is work for another lane.
  const backlog = cursor.from() !== null || (await lane(1));
  total.more = backlog;
  if (!backlog || begun >= batchesMax) return total;
  const running = Array.from({ length: lanes }, () => lane(Number.POSITIVE_INFINITY));
  total.more = (await Promise.all(running)).some(Boolean);
  return total;
}

/** One batch; where the database rejects it, again in halves until the culprit stands alone and is parked. */
async function wakeBatch(
  ctx: TenantContext,
  selection: { limit: number; from: Date | null },
): Promise<{ claimed: readonly Claimed[]; report: BatchReport }> {
  let claimed: Claimed[] = [];
  try {
    const report = await withTenant(
      ctx,
      async (tx) => {
        claimed = await claimEnrollments(tx, ctx, selection);
        return claimed.length > 0 ? runBatch(tx, ctx, claimed) : emptyReport();
      },
      { byKey: true },
    );
    return { claimed, report };
  } catch (error) {
    if (claimed.length === 0 || isTransient(error)) throw error;
    const culprits = { count: 0 };
    return { claimed, report: await wakeHalves(ctx, claimed, error, culprits) };
  }
}

async function wakeHalves(
  ctx: TenantContext,
  failed: readonly Claimed[],
  cause: unknown,
  culprits: { count: number },
): Promise<BatchReport> {
  const only = failed[0];
  if (failed.length === 1 && only) {
    culprits.count += 1;
    if (culprits.count > CULPRITS_MAX) throw cause;
    return { ...emptyReport(), ...(await parkCulprit(ctx, only, cause)) };
  }
  const report = emptyReport();
  const middle = Math.ceil(failed.length / 2);
  for (const half of [failed.slice(0, middle), failed.slice(middle)]) {
    try {
      const ids = half.map((enrollment) => enrollment.id);
      const part = await withTenant(
        ctx,
        async (tx) => {
          const claimed = await claimEnrollments(tx, ctx, { ids });
          return claimed.length > 0 ? runBatch(tx, ctx, claimed) : emptyReport();
        },
        { byKey: true },
      );
      add(report, part);
    } catch (error) {
      if (isTransient(error)) throw error;
      add(report, await wakeHalves(ctx, half, error, culprits));
    }
  }
  return report;
}

async function parkCulprit(ctx: TenantContext, culprit: Claimed, cause: unknown) {
  const reason = `database: ${codeOf(cause) ?? "error"}`;
  log.error({ tenantId: ctx.tenantId, enrollmentId: culprit.id, reason }, "enrollment parked");
  const events = JSON.stringify([{ kind: "parked", nodeId: culprit.state?.node ?? "", reason }]);
  const now = ctx.clock.now().toISOString();
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      update enrollments set status = 'parked', due_at = null, parked_reason = ${reason}
      where tenant_id = ${ctx.tenantId} and id = ${culprit.id}`);
    await tx.execute(sql`
      insert into enrollment_history (tenant_id, id, enrollment_id, at, events)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${culprit.id}, ${now}, ${events}::jsonb)`);
    await raiseParked(tx, ctx, [culprit]);
  });
  return { woken: 1, parked: 1 };
}

function emptyReport(): BatchReport {
  return { woken: 0, queued: { email: 0, sms: 0, voice: 0 }, parked: 0, ended: 0, busy: 0, errands: false };
}

function add(total: BatchReport, part: BatchReport) {
  total.woken += part.woken;
  total.parked += part.parked;
  total.ended += part.ended;
  total.busy += part.busy;
  total.errands ||= part.errands;
  for (const channel of ["email", "sms", "voice"] as const) total.queued[channel] += part.queued[channel];
}

/** The SQLSTATE, or the system's error code, behind a driver's wrapping. */
function codeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return undefined;
}

/** Not about any row: connection, resources, serialisation, shutdown. The next wake tries again. */
function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return /connection|terminated|timeout/i.test(error instanceof Error ? error.message : "");
  return /^(08|40|53|55|57|58)/.test(code) || /^E[A-Z]+$/.test(code);
}

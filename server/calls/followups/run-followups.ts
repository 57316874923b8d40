// The work after calls: claimed in one transaction, done outside any, settled in another, each step by itself. Any number of
// workers may run it at once; one that died is followed by another when its claim runs out, under the same id.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { FollowupStep } from "@/server/calls/followups/contract";
import type { FollowupPorts } from "@/server/calls/followups/ports";
import { checkTranscript } from "@/server/calls/followups/steps/check-transcript";
import { mailMembers } from "@/server/calls/followups/steps/mail-members";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { openTicket, tellCrm } from "@/server/calls/followups/steps/post-news";
import { summariseCall } from "@/server/calls/followups/steps/summarise-call";
import { raiseTask } from "@/server/escalations/raise-task";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 20;
/** Longer than the slowest step may take. */
const LEASE_SECONDS = 180;
/** After the sixth try it is given up. */
const RETRY_SECONDS = [10, 60, 300, 1_800, 7_200];

export type FollowupReport = { claimed: number; done: number; skipped: number; failed: number; retried: number };

const steps: Record<FollowupStep, (ctx: TenantContext, of: Followup, ports: FollowupPorts) => Promise<StepOutcome>> = {
  summary: summariseCall,
  check: checkTranscript,
  email: mailMembers,
  crm: tellCrm,
  ticket: openTicket,
};

/** What is asked about a person whose data is restricted waits until that is lifted; `f` names the row. */
export const mayBeDone = sql.raw(`not exists (select 1 from calls c
  join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
  where c.tenant_id = f.tenant_id and c.id = f.call_id and d.restricted_at is not null)`);
export const isFree = (now: ReturnType<typeof sql>) =>
  sql`f.status = 'waiting' and f.due_at <= ${now} and (f.claimed_until is null or f.claimed_until <= ${now})`;

/** Works off what is due, up to `followupsMax`. */
export async function runFollowups(
  ctx: TenantContext,
  ports: FollowupPorts,
  options: { followupsMax?: number } = {},
): Promise<FollowupReport> {
  const { followupsMax = Number.POSITIVE_INFINITY } = options;
  const report: FollowupReport = { claimed: 0, done: 0, skipped: 0, failed: 0, retried: 0 };
  while (report.claimed < followupsMax) {
    const claimed = await withTenant(ctx, (tx) => claim(tx, ctx));
    report.claimed += claimed.length;
    // What is sent elsewhere carries the summary where there is one by then; it does not depend on it.
    const [first, then] = [true, false].map((isFirst) =>
      claimed.filter(({ step }) => (step === "summary") === isFirst),
    );
    for (const those of [first, then]) await doAll(ctx, those ?? [], ports, report);
    if (claimed.length < BATCH) break;
  }
  return report;
}

/** Each is settled as soon as it is done, so that none waits for another. */
async function doAll(ctx: TenantContext, claimed: readonly Followup[], ports: FollowupPorts, report: FollowupReport) {
  const all = await Promise.allSettled(
    claimed.map(async (followup) => {
      const outcome = await attempt(ctx, followup, ports);
      await withTenant(ctx, (tx) => settle(tx, ctx, followup, outcome, report));
    }),
  );
  const broken = all.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
}

async function attempt(ctx: TenantContext, followup: Followup, ports: FollowupPorts): Promise<StepOutcome> {
  if (followup.attempts > RETRY_SECONDS.length + 1) return { kind: "failed", code: "BROKE_OFF" };
  try {
    return await steps[followup.step](ctx, followup, ports);
  } catch (error) {
    log.warn({ err: error, followup: followup.id, step: followup.step }, "a step after a call failed");
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { kind: "retry", code: isLate ? "TIMEOUT" : "INTERNAL" };
  }
}

async function claim(tx: TenantTransaction, ctx: TenantContext): Promise<Followup[]> {
  const now = ctx.clock.now();
  const lease = new Date(now.getTime() + LEASE_SECONDS * 1000).toISOString();
  const { rows } = await tx.execute<Followup & { wasClaimed: boolean }>(sql`
    with due as (
      select f.tenant_id, f.id, f.claimed_until is not null as was_claimed from call_followups f
      where f.tenant_id = ${ctx.tenantId} and ${isFree(sql`${now.toISOString()}::timestamptz`)} and ${mayBeDone}
      order by f.due_at limit ${BATCH} for update of f skip locked)
    update call_followups f set claimed_until = ${lease}, attempts = f.attempts + 1
    from due where f.tenant_id = due.tenant_id and f.id = due.id
    returning f.id, f.call_id as "callId", f.step, f.attempts, due.was_claimed as "isInDoubt"`);
  return rows;
}

/** Conditional on the claim, so that what a second worker settled is never undone. */
async function settle(
  tx: TenantTransaction,
  ctx: TenantContext,
  followup: Followup,
  outcome: StepOutcome,
  report: FollowupReport,
): Promise<void> {
  const { id, step, callId, attempts } = followup;
  const now = ctx.clock.now();
  const wait = outcome.kind === "retry" ? retryAfter(attempts, outcome.afterSeconds) : undefined;
  const status = outcome.kind === "retry" ? (wait === undefined ? "failed" : "waiting") : outcome.kind;
  const result = outcome.kind === "done" ? JSON.stringify(outcome.result) : null;
  const { rows } = await tx.execute<{ debtorId: string | null }>(sql`
    update call_followups f set status = ${status}, claimed_until = null, result = ${result}::jsonb,
      code = ${outcome.kind === "done" ? null : outcome.code},
      due_at = ${new Date(now.getTime() + (wait ?? 0) * 1000).toISOString()},
      settled_at = ${status === "waiting" ? null : now.toISOString()}::timestamptz
    from calls c
    where f.tenant_id = ${ctx.tenantId} and f.id = ${id} and f.status = 'waiting' and f.attempts = ${attempts}
      and c.tenant_id = f.tenant_id and c.id = f.call_id
    returning c.debtor_id as "debtorId"`);
  const [own] = rows;
  if (!own) return;
  report[status === "waiting" ? "retried" : status] += 1;
  const about = { debtorId: own.debtorId, subjectKind: "call", subjectId: callId };
  if (outcome.kind === "done" && outcome.review) {
    await raiseTask(tx, ctx, { kind: "human_review", key: `call_check:${callId}`, note: outcome.review, ...about });
  }
  if (status === "failed" && (step === "crm" || step === "ticket")) {
    await raiseTask(tx, ctx, { kind: "follow_up_failed", key: `followup:${id}:${now.getTime()}`, ...about });
  }
}

/** Undefined once it was tried often enough. */
function retryAfter(attempts: number, asked: number | undefined): number | undefined {
  const own = RETRY_SECONDS[attempts - 1];
  return own === undefined ? undefined : Math.max(own, Math.min(asked ?? 0, 86_400));
}

/** When the next step after a call is due in the workspace. */
export async function nextFollowupAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select min(greatest(f.due_at, f.claimed_until)) as at from call_followups f
    where f.tenant_id = ${ctx.tenantId} and f.status = 'waiting' and ${mayBeDone}`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

// The outbox of errands: claimed in one transaction, carried out outside any, recorded in another. Any number of workers
// may run it at once. A webhook in doubt is called again under the same id; a mail in doubt only where the vendor drops
// the second, else a person is asked.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { answerEnrollments } from "@/server/campaigns/answer-enrollment";
import { type Carried, type ClaimedErrand, carryOut } from "@/server/campaigns/effects/carry-out";
import { mayGoOn } from "@/server/campaigns/effects/find-due-errands";
import type { ErrandPorts } from "@/server/campaigns/effects/ports";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 20;
const LEASE_SECONDS = 60;
/** About a day and a half in all, less than a webhook step waits. */
const RETRY_SECONDS = [5, 60, 300, 1_800, 7_200, 28_800, 86_400];

export type ErrandReport = { claimed: number; done: number; failed: number; retried: number; unknown: number };

/** Works off what is due, up to `errandsMax`. */
export async function runErrands(
  ctx: TenantContext,
  ports: ErrandPorts,
  options: { errandsMax?: number; timeoutMs?: number } = {},
): Promise<ErrandReport> {
  const { errandsMax = Number.POSITIVE_INFINITY, timeoutMs = 15_000 } = options;
  const report: ErrandReport = { claimed: 0, done: 0, failed: 0, retried: 0, unknown: 0 };
  while (report.claimed < errandsMax) {
    const claimed = await withTenant(ctx, (tx) => claim(tx, ctx, ports));
    report.claimed += claimed.length;
    const carried = await Promise.all(claimed.map((errand) => carryOut(ctx, errand, ports, timeoutMs)));
    if (carried.length > 0) await withTenant(ctx, (tx) => record(tx, ctx, carried, report));
    if (claimed.length < BATCH) break;
  }
  return report;
}

/** Queued and due, or sending under a claim that ran out. */
async function claim(tx: TenantTransaction, ctx: TenantContext, ports: ErrandPorts): Promise<ClaimedErrand[]> {
  const now = ctx.clock.now();
  const lease = new Date(now.getTime() + LEASE_SECONDS * 1000);
  const { rows } = await tx.execute<ErrandRow>(sql`
    with due as (
      select tenant_id, id, status from errands
      where tenant_id = ${ctx.tenantId} and status in ('queued', 'sending') and due_at <= ${now.toISOString()}
        and ${mayGoOn("errands")}
      order by due_at limit ${BATCH} for update skip locked)
    update errands e set status = 'sending', attempts = e.attempts + 1, due_at = ${lease.toISOString()}
    from due where e.tenant_id = due.tenant_id and e.id = due.id
    returning e.id, e.key, e.enrollment_id, e.node_id, e.visit, e.debtor_id, e.kind, e.request, e.attempts,
              due.status = 'sending' as in_doubt`);
  return rows.map((row) => ({
    id: row.id,
    enrollmentId: row.enrollment_id,
    nodeId: row.node_id,
    visit: row.visit,
    debtorId: row.debtor_id,
    kind: row.kind,
    request: row.request,
    attempts: row.attempts,
    // A second mail could be one too many.
    mustNotRepeat: row.in_doubt && row.kind === "notify_email" && !ports.mail.deduplicates,
  }));
}

type ErrandRow = {
  id: string;
  key: string;
  enrollment_id: string;
  node_id: string;
  visit: number;
  debtor_id: string;
  kind: ClaimedErrand["kind"];
  request: ClaimedErrand["request"];
  attempts: number;
  in_doubt: boolean;
};

/** Conditional on the claim, so that a second worker that settled the same errand is never undone. */
async function record(
  tx: TenantTransaction,
  ctx: TenantContext,
  carried: readonly Carried[],
  report: ErrandReport,
): Promise<void> {
  const now = ctx.clock.now();
  const rows = carried.map(({ errand, outcome }) => {
    const wait = outcome.kind === "retry" ? retryAfter(errand.attempts, outcome.afterSeconds) : undefined;
    const status = outcome.kind === "retry" ? (wait === undefined ? "failed" : "queued") : outcome.kind;
    report[status === "queued" ? "retried" : status] += 1;
    return {
      id: errand.id,
      attempts: errand.attempts,
      status,
      code: outcome.kind === "done" ? null : outcome.code,
      due_at: new Date(now.getTime() + (wait ?? 0) * 1000).toISOString(),
      settled_at: status === "queued" ? null : now.toISOString(),
    };
  });
  const settled = await tx.execute<{ id: string }>(sql`
    update errands e set status = x.status, result_code = x.code, due_at = x.due_at, settled_at = x.settled_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, attempts int, status text, code text, due_at timestamptz, settled_at timestamptz)
    where e.tenant_id = ${ctx.tenantId} and e.id = x.id and e.status = 'sending' and e.attempts = x.attempts
    returning e.id`);
  const written = new Set(settled.rows.map((row) => row.id));
  const ended = rows.filter((row) => row.status !== "queued" && written.has(row.id)).map((row) => row.id);
  const own = carried.filter(({ errand }) => ended.includes(errand.id));
  await answerEnrollments(
    tx,
    ctx,
    own
      .filter(({ errand }) => errand.kind === "webhook")
      .map(({ errand, outcome }) => ({
        enrollmentId: errand.enrollmentId,
        nodeId: errand.nodeId,
        visit: errand.visit,
        answer: outcome.kind === "done" ? "yes" : "no",
        ...(outcome.kind === "done" ? { kept: outcome.kept } : { code: outcome.code }),
      })),
  );
  await raiseTasks(
    tx,
    ctx,
    own
      .filter(({ errand, outcome }) => errand.kind !== "webhook" && outcome.kind !== "done")
      .map(({ errand }) => ({
        kind: "notice_failed" as const,
        key: `errand:${errand.id}`,
        debtorId: errand.debtorId,
        subjectKind: "enrollment",
        subjectId: errand.enrollmentId,
      })),
  );
}

/** Undefined once it was tried often enough. */
function retryAfter(attempts: number, asked: number | undefined): number | undefined {
  const own = RETRY_SECONDS[attempts - 1];
  return own === undefined ? undefined : Math.max(own, Math.min(asked ?? 0, 86_400));
}

/** When the next errand of a workspace is due. */
export async function nextErrandAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select min(due_at) as at from errands
    where tenant_id = ${ctx.tenantId} and status in ('queued', 'sending') and ${mayGoOn("errands")}`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

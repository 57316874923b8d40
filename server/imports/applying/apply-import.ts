import { and, eq, sql } from "drizzle-orm";
import { refreshStatistics } from "@/db/refresh-statistics";
import { contactPoints, contacts, debtorBalances, debtors } from "@/db/schema/debtors";
import { imports } from "@/db/schema/imports";
import { invoices } from "@/db/schema/invoices";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { standingClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import { openRun, type PlannedBatch, plannedBatches } from "@/server/imports/applying/run-plan";
import { tidyingSearch, writeUnsorted } from "@/server/imports/applying/tidy-search";
import { type ImportCounts, noCounts } from "@/server/imports/contract";
import { type ImportRecord, loadImport, loadWorkspace } from "@/server/imports/internal";
import { moveClockTo } from "@/server/imports/move-clock";
import { addCounts, type PlannedSignal } from "@/server/imports/plan/plan";
import { finishDebtors, holdIfUnchanged, writeIssues } from "@/server/imports/plan/write-plan";
import { authorise, writeAudit } from "@/server/mutate";
import { recogniseErased } from "@/server/rights/erase/suppressions";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

/** Cancelled, or taken over by another worker: leave quietly. */
class Superseded extends Error {}

/** Somebody changed an invoice, say by paying it, after its row was decided: what is not written is decided anew. */
class Overtaken extends Error {}
const attemptsMax = 5;

/** From here on what the planner knew of the tables is out of date. */
const BULK_ROWS = 1_000;
const WRITTEN_IN_BULK = [invoices, debtors, contacts, contactPoints, debtorBalances];

type ApplyInput = {
  importId: string;
  /** At most so many batches of good rows in this call. */
  batches?: number;
  rowsPerBatch?: number;
};

/**
 * Applies a checked import. All-or-nothing is one transaction. The good rows go batch by batch, each with its
 * checkpoint in the same transaction, so that a run after a crash goes on where the last one stopped.
 * Returns whether the import is finished.
 */
export async function applyImport(caller: TenantContext, input: ApplyInput): Promise<{ finished: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyOnce(caller, input);
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === attemptsMax) throw error;
    }
  }
}

async function applyOnce(caller: TenantContext, input: ApplyInput): Promise<{ finished: boolean }> {
  authorise(caller, "imports.run");
  const { record, ctx } = await withTenant(caller, async (tx) => {
    const record = await loadImport(tx, caller, input.importId);
    return { record, ctx: await onItsDay(tx, caller, record) };
  });
  if (record.status !== "applying") return { finished: true };
  try {
    const finished = await tidyingSearch(ctx, async () => {
      const whole = record.options.mode === "all_or_nothing";
      if (!(await (whole ? applyWhole : applyGoodRows)(ctx, record, input))) return false;
      if ((record.counts.check?.rows ?? 0) >= BULK_ROWS) await refreshStatistics(WRITTEN_IN_BULK);
      return true;
    });
    if (!finished) return { finished };
  } catch (error) {
    if (error instanceof Superseded) return { finished: true };
    if (error instanceof DomainError) await fail(ctx, record);
    throw error;
  }
  return { finished: true };
}

/** What an as-of import writes is written on that day, unless the workspace's clock is later. */
async function onItsDay(tx: TenantTransaction, ctx: TenantContext, record: ImportRecord): Promise<TenantContext> {
  if (!record.asOf) return ctx;
  const { timeZone, clockAt } = await loadWorkspace(tx, ctx);
  const at = instantAt(timeZone, record.asOf, "09:00");
  return { ...ctx, clock: standingClock(clockAt && clockAt > at ? clockAt : at) };
}

function applying(ctx: TenantContext, record: ImportRecord) {
  return and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id), eq(imports.status, "applying"));
}

/**
 * PostgreSQL keeps the plans of foreign-key checks for a connection's life: one made while a table was tiny reads the
 * whole table for every row of a large import. They are made anew, with the index.
 */
async function planForMany(tx: TenantTransaction) {
  await tx.execute(sql`discard plans`);
  await tx.execute(sql`set local enable_seqscan = off`);
  await writeUnsorted(tx);
}

async function write(tx: TenantTransaction, ctx: TenantContext, batch: PlannedBatch) {
  if (!(await holdIfUnchanged(tx, ctx, batch.expected))) throw new Overtaken();
  // All at once: the database goes on to the next while this process is deep in planning.
  await together(batch.writes.map((statement) => tx.execute(statement)));
  await recogniseErased(tx, ctx, batch.came);
  if (await someErased(tx, ctx, batch.touched)) throw new Overtaken();
}

/** Somebody of the batch was erased since it was planned: what was just written would bring them back as they were. */
async function someErased(tx: TenantTransaction, ctx: TenantContext, debtorIds: ReadonlySet<string>) {
  const { rows } = await tx.execute(sql`
    select 1 from debtors where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...debtorIds])}::uuid[])
      and erased_at is not null limit 1`);
  return rows.length > 0;
}

async function applyWhole(ctx: TenantContext, record: ImportRecord, { rowsPerBatch }: ApplyInput): Promise<boolean> {
  await withTenant(ctx, async (tx) => {
    const lock = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`import:${record.id}`}, 0)) as mine`,
    );
    if (!lock.rows[0]?.mine) throw new Superseded();
    await planForMany(tx);
    const run = await openRun(tx, ctx, record);
    const touched = new Set<string>();
    const signals: PlannedSignal[] = [];
    let counts = noCounts;
    for await (const batch of plannedBatches(ctx, record, run, { done: 0, rowsPerBatch })) {
      if (batch.counts.rowsWithErrors > 0)
        throw new DomainError("CONFLICT", "Rows that were good when checked no longer are: check the import again.");
      await write(tx, ctx, batch);
      counts = addCounts(counts, batch.counts);
      for (const id of batch.touched) touched.add(id);
      signals.push(...batch.signals);
      await showProgress(ctx, record, counts.rows);
    }
    await finishDebtors(tx, ctx, touched, signals);
    await finish(tx, ctx, record, counts);
  });
  return true;
}

/** In a transaction of its own: progress is seen, and a cancel noticed, while the big one is open. */
async function showProgress(ctx: TenantContext, record: ImportRecord, rowsDone: number) {
  const beaten = await withTenant(ctx, (tx) =>
    tx.update(imports).set({ rowsDone, beatAt: sql`now()` }).where(applying(ctx, record)).returning({ id: imports.id }),
  );
  if (beaten.length === 0) throw new Superseded();
}

async function applyGoodRows(ctx: TenantContext, record: ImportRecord, input: ApplyInput): Promise<boolean> {
  const run = await withTenant(ctx, (tx) => openRun(tx, ctx, record));
  let counts = record.counts.applied ?? noCounts;
  let left = input.batches ?? Number.POSITIVE_INFINITY;
  const { rowsDone: done } = record;
  for await (const batch of plannedBatches(ctx, record, run, { done, rowsPerBatch: input.rowsPerBatch })) {
    if (left === 0) return false;
    left -= 1;
    counts = await withTenant(ctx, async (tx) => {
      const now = await loadImport(tx, ctx, record.id, true);
      if (now.status !== "applying" || now.rowsDone !== batch.passed - batch.rows) throw new Superseded();
      await planForMany(tx);
      await write(tx, ctx, batch);
      await finishDebtors(tx, ctx, batch.touched, batch.signals);
      await writeIssues(
        tx,
        ctx,
        record.id,
        batch.issues.filter((issue) => issue.kind === "error"),
      );
      const sum = addCounts(counts, batch.counts);
      await tx
        .update(imports)
        .set({ rowsDone: batch.passed, beatAt: sql`now()`, counts: { ...record.counts, applied: sum } })
        .where(applying(ctx, record));
      return sum;
    });
  }
  await withTenant(ctx, (tx) => finish(tx, ctx, record, counts));
  return true;
}

async function finish(tx: TenantTransaction, ctx: TenantContext, record: ImportRecord, counts: ImportCounts) {
  const now = ctx.clock.now();
  const done = await tx
    .update(imports)
    .set({
      status: "done",
      counts: { ...record.counts, applied: counts },
      rowsDone: counts.rows,
      // A clock that this import turns back leaves it created before it ended.
      ...(record.createdAt > now ? { createdAt: now } : {}),
      finishedAt: now,
      beatAt: sql`now()`,
    })
    .where(applying(ctx, record))
    .returning({ id: imports.id });
  if (done.length === 0) throw new Superseded();
  if (record.asOf) await moveClockTo(tx, ctx, record.asOf);
  await tx.execute(sql`
    update tenants set onboarding = onboarding || jsonb_build_object('import', ${now.toISOString()}::text)
    where id = ${ctx.tenantId} and not onboarding ? 'import'`);
  await writeAudit(tx, ctx, "imports.run", { kind: "import", id: record.id, details: { ...counts } });
}

async function fail(ctx: TenantContext, record: ImportRecord) {
  await withTenant(ctx, (tx) =>
    tx
      .update(imports)
      .set({ status: "failed", error: "HAS_ERRORS", finishedAt: ctx.clock.now(), beatAt: sql`now()` })
      .where(applying(ctx, record)),
  );
}

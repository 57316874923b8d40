// Private to imports: from a record to a planner, and from a batch of rows to its plan.
import { setImmediate } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { dataRows, type ImportRecord, loadWorkspace } from "@/server/imports/internal";
import { oneAhead } from "@/server/imports/one-ahead";
import type { Row } from "@/server/imports/parsing/cell";
import { readingRules } from "@/server/imports/parsing/cell-reader";
import type { ImportRow, ReadRow } from "@/server/imports/parsing/import-row";
import { rowReader } from "@/server/imports/parsing/read-row";
import {
  emptyKnown,
  type InvoiceKey,
  type Known,
  loadContacts,
  loadDebtors,
  loadHeld,
  loadInvoices,
} from "@/server/imports/plan/known";
import { emptyPlan, type Plan } from "@/server/imports/plan/plan";
import { type Planner, planner } from "@/server/imports/plan/planner";
import { type ExpectedInvoice, statementsOf } from "@/server/imports/plan/write-plan";
import type { Came, CameAddress } from "@/server/rights/erase/suppressions";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn, instantAt } from "@/server/time/calendar";

const batchRows = 10_000;

export type Run = { planner: Planner; read(row: Row): ReadRow };

/** Batches of rows already read; the next one is read while the database is at work on this one. */
export function readRows(
  ctx: TenantContext,
  record: ImportRecord,
  run: Run,
  rowsPerBatch = batchRows,
): AsyncGenerator<ReadRow[]> {
  return oneAhead(mapped(dataRows(ctx, record, rowsPerBatch), (batch) => readAll(batch, run)));
}

/** So many at a time: between them, what waits for the database's answers gets its turn. */
function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += 1_000) yield rows.slice(at, at + 1_000);
}

async function readAll(batch: readonly Row[], run: Run): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for (const some of slices(batch)) {
    for (const row of some) rows.push(run.read(row));
    await setImmediate();
  }
  return rows;
}

/** A batch that is decided: what to write, and how many rows of the file lie before its end. */
export type PlannedBatch = Pick<Plan, "touched" | "signals" | "issues" | "counts"> & {
  rows: number;
  passed: number;
  writes: SQL[];
  /** Debtors and addresses that are new, for whoever must recognise them. */
  came: { debtors: Came[]; addresses: CameAddress[] };
  /** The invoices that change, as they were seen. */
  expected: ExpectedInvoice[];
};

/**
 * The batches behind the first `done` rows, each decided and put into statements while the one before is written. It
 * need not see what is written meanwhile: what this run decided it remembers, and whoever writes asks first whether
 * somebody else changed what was seen.
 */
export function plannedBatches(
  ctx: TenantContext,
  record: ImportRecord,
  run: Run,
  options: { done: number; rowsPerBatch?: number },
): AsyncGenerator<PlannedBatch> {
  let passed = 0;
  const planned = mapped(readRows(ctx, record, run, options.rowsPerBatch), async (rows) => {
    passed += rows.length;
    if (passed <= options.done) {
      const refused = await withTenant(ctx, async (tx) => {
        await loadDebtors(tx, ctx, run.planner.known, goodRows(rows));
        return refusedLines(tx, ctx, record.id, rows);
      });
      run.planner.skip(rows.filter((row) => !refused.has(row.line)));
      return undefined;
    }
    const plan = await withTenant(ctx, (tx) => planBatch(tx, ctx, run, rows));
    const { touched, signals, issues, counts } = plan;
    await setImmediate();
    const writes = statementsOf(ctx, record.id, plan);
    const expected = plan.changedInvoices.map(({ id, debtorId, version }) => ({ id, debtorId, version }));
    const came = { debtors: plan.newDebtors, addresses: plan.newAddresses };
    return { touched, signals, issues, counts, rows: rows.length, passed, writes, came, expected };
  });
  return oneAhead(planned);
}

/** The lines among these that were reported as errors: nothing they say was taken. */
async function refusedLines(
  tx: TenantTransaction,
  ctx: TenantContext,
  importId: string,
  rows: readonly ReadRow[],
): Promise<ReadonlySet<number>> {
  const found = await tx.execute<{ line: number }>(sql`
    select line from import_issues where tenant_id = ${ctx.tenantId} and import_id = ${importId} and kind = 'error'
      and line between ${rows[0]?.line ?? 0} and ${rows.at(-1)?.line ?? 0}`);
  return new Set(found.rows.map((row) => row.line));
}

/** Each value once it is made of its source's; undefined is left out. */
async function* mapped<S, T>(source: AsyncGenerator<S>, make: (value: S) => Promise<T | undefined>): AsyncGenerator<T> {
  for await (const value of source) {
    const made = await make(value);
    if (made !== undefined) yield made;
  }
}

/** Prepares reading and planning for one import. */
export async function openRun(tx: TenantTransaction, ctx: TenantContext, record: ImportRecord): Promise<Run> {
  const workspace = await loadWorkspace(tx, ctx);
  const zone = workspace.timeZone;
  const profile = found(record.profile, "What the file looks like");
  const today = record.asOf ?? dayIn(zone, ctx.clock.now());
  const known = emptyKnown();
  if (ctx.mode === "sandbox") await loadHeld(tx, ctx, known);
  const instants = new Map<string, Date>();
  const at = (day: string, time = "12:00") => {
    const key = `${day}${time}`;
    const made = instants.get(key) ?? instantAt(zone, day, time);
    instants.set(key, made);
    return made;
  };
  const context = {
    importId: record.id,
    options: record.options,
    asOf: record.asOf,
    today,
    now: record.asOf ? at(record.asOf, "09:00") : ctx.clock.now(),
    language: workspace.language,
    id: () => ctx.chance.id(),
    at,
  };
  // History may be paid after the as-of day; nothing else is paid in the future.
  const read = rowReader(
    readingRules(profile.columns, record.mapping, record.options),
    record.asOf ? "9999-12-31" : today,
  );
  return { planner: planner(context, known), read };
}

/** Loads what the batch is about, and decides. */
export async function planBatch(
  tx: TenantTransaction,
  ctx: TenantContext,
  run: Run,
  read: readonly ReadRow[],
): Promise<Plan> {
  const good = goodRows(read);
  const { known } = run.planner;
  await loadDebtors(tx, ctx, known, good);
  const { withContacts, invoiceKeys } = about(run.planner, known, good);
  await loadContacts(tx, ctx, known, withContacts);
  const invoices = await loadInvoices(tx, ctx, invoiceKeys);
  let plan: Plan | undefined;
  for (const some of slices(read)) {
    plan = run.planner.plan(some, invoices, plan);
    await setImmediate();
  }
  return plan ?? emptyPlan();
}

const goodRows = (read: readonly ReadRow[]) => read.flatMap((one) => ("row" in one ? [one.row] : []));

/** Debtors that this run created itself have nothing in the database that planning does not know. */
function about(of: Planner, known: Known, rows: readonly ImportRow[]) {
  const withContacts = new Set<string>();
  const invoiceKeys: InvoiceKey[] = [];
  for (const row of rows) {
    const debtor = of.debtorOf(row);
    if (!debtor) continue;
    if (row.party.contact) withContacts.add(debtor.id);
    if (row.invoice && !known.fresh.has(debtor.id)) {
      invoiceKeys.push({ debtorId: debtor.id, number: row.invoice.number, numberKey: row.invoice.numberKey });
    }
  }
  return { withContacts: [...withContacts], invoiceKeys };
}

// A million invoices in one workspace, others beside it: every sort, filter, search, deep page and count of the lists,
// through the verbs that the screens call, as the app role behind row-level security.
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { activityCases, type Case } from "@/bench/activity-cases";
import { fillActivity } from "@/bench/fill-activity";
import { fillWorkspace } from "@/bench/fill-lists";
import { report } from "@/bench/report";
import { closeSharedConnection, sharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { withTenant } from "@/db/tenant-transaction";
import { ageingAsOf } from "@/server/analytics/ageing-as-of";
import { getOverview } from "@/server/analytics/get-overview";
import { debtorFilters, debtorSorts, listDebtorsInput, owingFilters } from "@/server/debtors/contract";
import { countDebtors } from "@/server/debtors/count-debtors";
import { listDebtors } from "@/server/debtors/list-debtors";
import { invoiceFilterStatuses, invoiceFilters, invoiceSorts, listInvoicesInput } from "@/server/invoices/contract";
import { countInvoices } from "@/server/invoices/count-invoices";
import { listInvoices } from "@/server/invoices/list-invoices";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

/** Invoices; a small run has fewer. */
const INVOICES = Number(process.env.BENCH_ROWS ?? 1_000_000);
const DEBTORS = Math.ceil(INVOICES / 40);
/** Enrollments, payments and tasks of another workspace, and half as many touches again. */
const ACTIVITY = Math.ceil(INVOICES / 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 20);
const LIMIT_MS = 100;
const now = new Date("2026-03-02T15:00:00Z");

const dirs = ["asc", "desc"] as const;
/** Rare and frequent, in the middle and at the beginning, of numbers, loads, BOLs and names; nothing at all. */
const searches = [
  "INV-2024-0612345",
  "ld-7781",
  "00123",
  "777",
  "bol1",
  "freight 17",
  "carrier",
  "INV",
  "inv-2024",
  "-2024",
  "024-0",
  "ld-",
  "bol",
  "CR/",
  "1",
  "zz",
  "no such thing at all",
];
const filters: Record<string, unknown>[] = [
  ...invoiceFilterStatuses.map((status) => ({ status })),
  { currency: "USD" },
  { currency: "JPY" },
  { status: "open", currency: "JPY" },
  { status: "disputed", currency: "EUR" },
  { status: "paid", currency: "CAD" },
  { dueFrom: "2026-02-01", dueTo: "2026-02-02" },
  { dueFrom: "2025-07-15" },
  { dueTo: "2021-05-20" },
  { status: "overdue", dueFrom: "2026-01-01", dueTo: "2026-01-31" },
  { status: "paid", currency: "USD", dueFrom: "2022-02-10", dueTo: "2025-11-20" },
  { status: "disputed", dueFrom: "2024-02-10", dueTo: "2026-01-20" },
];

async function invoiceCases(ctx: TenantContext): Promise<Case[]> {
  const cases: Case[] = [];
  const big = await bigDebtors(ctx);
  const list = (group: string, name: string, input: Record<string, unknown>) =>
    cases.push({ group, name: `invoices ${name}`, run: () => listInvoices(ctx, listInvoicesInput.parse(input)) });
  for (const sort of invoiceSorts) {
    for (const dir of dirs) {
      list("sort", `by ${sort} ${dir}`, { sort, dir });
      list("deepPage", `by ${sort} ${dir}, page 200`, { sort, dir, cursor: await cursorAt(ctx, sort, dir) });
      for (const filter of filters)
        list("filter", `by ${sort} ${dir} ${JSON.stringify(filter)}`, { sort, dir, ...filter });
    }
    list("sort", `by ${sort}, a thousand a page`, { sort, limit: 1000 });
  }
  for (const sort of ["due", "amount", "number"]) {
    for (const dir of dirs) {
      for (const q of searches) list("search", `by ${sort} ${dir} "${q}"`, { sort, dir, q });
      for (const q of ["inv-2024", "-2024", "carrier", "777"]) {
        for (const filter of filters)
          list("searchAndFilter", `by ${sort} ${dir} "${q}" ${JSON.stringify(filter)}`, { sort, dir, q, ...filter });
      }
      for (const debtorId of big) {
        list("debtorFilter", `by ${sort} ${dir} of a big debtor`, { sort, dir, debtorId });
        list("debtorFilter", `by ${sort} ${dir} of a big debtor, disputed`, {
          sort,
          dir,
          debtorId,
          status: "disputed",
        });
        list("debtorFilter", `by ${sort} ${dir} of a big debtor, "inv"`, { sort, dir, debtorId, q: "inv" });
      }
    }
  }
  for (const filter of [{}, ...filters, ...searches.map((q) => ({ q })), { q: "INV", status: "disputed" }]) {
    const parsed = invoiceFilters.parse(filter);
    cases.push({
      group: "count",
      name: `invoices count ${JSON.stringify(filter)}`,
      run: () => countInvoices(ctx, parsed),
    });
  }
  return cases;
}

/** The two with the most invoices: a tenth of all, and many recent ones. */
async function bigDebtors(ctx: TenantContext): Promise<string[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select debtor_id as id from invoices where tenant_id = ${ctx.tenantId} group by 1 order by count(*) desc limit 2`),
  );
  return rows.map((row) => toPublicId("debtor", row.id));
}

/** Where page 200 begins, found by skipping once. */
async function cursorAt(ctx: TenantContext, sort: string, dir: string) {
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const next = await listInvoices(ctx, listInvoicesInput.parse({ sort, dir, cursor, limit: 1000 }));
    cursor = next.nextCursor ?? cursor;
  }
  return cursor;
}

function debtorCases(ctx: TenantContext): Case[] {
  const cases: Case[] = [];
  const list = (name: string, input: Record<string, unknown>) =>
    cases.push({
      group: "debtors",
      name: `debtors ${name}`,
      run: () => listDebtors(ctx, listDebtorsInput.parse(input)),
    });
  for (const sort of debtorSorts) {
    for (const dir of dirs) {
      list(`by ${sort} ${dir}`, { sort, dir });
      for (const owing of owingFilters) list(`by ${sort} ${dir} ${owing}`, { sort, dir, owing });
    }
    for (const q of ["freight 17", "carrier", "a", "+15125", "ap17@", "no such thing"])
      list(`by ${sort} "${q}"`, { sort, q });
  }
  for (const filter of [{}, { owing: "overdue" }, { q: "carrier" }]) {
    const parsed = debtorFilters.parse(filter);
    cases.push({
      group: "count",
      name: `debtors count ${JSON.stringify(filter)}`,
      run: () => countDebtors(ctx, parsed),
    });
  }
  return cases;
}

/** The 95th percentile of the rounds, after one that warms. */
async function p95(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? Number.NaN;
}

async function main() {
  const server = await startEmbeddedPostgres({
    dataDir: resolve(".data/bench/lists"),
    port: 24_860,
    anyPort: true,
    settings: { shared_buffers: "512MB", maintenance_work_mem: "256MB", max_wal_size: "4GB" },
  });
  const database = `lists_${process.pid}`;
  await server.ensureDatabase(database);
  process.env.DATABASE_URL = server.url(database);
  process.env.DATABASE_POOL_MAX = "2";
  try {
    await migrate(server.url(database));
    const filling = performance.now();
    const { ctx } = await makeWorkspace({ now });
    await fillWorkspace(ctx, { invoices: INVOICES, debtors: DEBTORS });
    for (let n = 0; n < 4; n += 1) {
      const other = await makeWorkspace({ now });
      await fillWorkspace(other.ctx, { invoices: INVOICES / 50, debtors: DEBTORS / 50 });
    }
    const active = await makeWorkspace({ now });
    const campaigns = await fillActivity(active.ctx, ACTIVITY);
    await sharedConnection().db.execute(sql`vacuum analyze`);
    process.stdout.write(`filled in ${Math.round((performance.now() - filling) / 1000)} s\n`);

    const cases = [
      ...(await invoiceCases(ctx)),
      ...debtorCases(ctx),
      ...(await activityCases(active.ctx, campaigns)),
      { group: "ageing", name: "ageing today", run: () => ageingAsOf(ctx, {}) },
      { group: "overview", name: "overview", run: () => getOverview(ctx, { days: 30 }) },
      { group: "ageingPast", name: "ageing 30 days ago", run: () => ageingAsOf(ctx, { asOf: "2026-01-31" }) },
    ];
    const measured: { group: string; name: string; ms: number }[] = [];
    for (const each of cases) measured.push({ group: each.group, name: each.name, ms: await p95(each.run) });
    measured.sort((a, b) => b.ms - a.ms);
    for (const { name, ms } of measured.slice(0, 20))
      process.stdout.write(`${ms.toFixed(1).padStart(8)} ms  ${name}\n`);

    const worst = (group: string) =>
      Math.max(...measured.filter((each) => each.group === group).map((each) => each.ms));
    const limited = ["sort", "filter", "search", "searchAndFilter", "debtorFilter", "deepPage", "count", "debtors"];
    limited.push("touches", "enrollments", "payments", "timeline", "tasks");
    report({
      bench: "lists",
      metrics: {
        invoices: INVOICES,
        debtors: DEBTORS,
        cases: measured.length,
        ...Object.fromEntries(
          [...new Set(measured.map((each) => each.group))].map((group) => [`${group}P95Ms`, worst(group)]),
        ),
      },
      targets: Object.fromEntries(limited.map((group) => [`${group}P95Ms`, { max: LIMIT_MS }])),
    });
  } finally {
    await closeSharedConnection();
    process.env.DATABASE_URL = server.url("postgres");
    await sharedConnection().db.execute(sql.raw(`drop database if exists ${database} with (force)`));
    await closeSharedConnection();
    await server.stop();
  }
}

await main();

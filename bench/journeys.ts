// bench:journeys: a million enrollments wait and a hundred thousand are due at once; they are woken by one worker, by two,
// and while another session holds a snapshot; others are entered and sent end to end to a local HTTP vendor; the waking
// loop is looked at idle, on time, and among two hundred workspaces. Beside it, in the same run, what the database can do
// at best and what one queued job a wake costs. Real interpreter, facts, policy and row-level security, durable commits.
// Smaller: BENCH_WAITING=50000 BENCH_DUE=10000 BENCH_SENDS=5000 BENCH_TENANTS=40.
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { startVendor } from "@/bench/http-vendor";
import { graphileWakes, insertCeiling } from "@/bench/journeys/ceiling";
import { openScene } from "@/bench/journeys/database";
import { idleCpu, lateness, smallTenants } from "@/bench/journeys/live";
import { race, secondsSince, type Workers } from "@/bench/journeys/race";
import { bringDue, openCampaign, seedWaiting, setClock } from "@/bench/journeys/seed-enrollments";
import type { Answer, Task } from "@/bench/journeys/worker";
import { report } from "@/bench/report";
import { seedReceivables } from "@/bench/seed-receivables";
import { startWorkerProcess } from "@/bench/worker-process";
import { closeSharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { refreshStatistics } from "@/db/refresh-statistics";
import { contactPoints, contacts, debtorBalances, debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { mobileLookup } from "@/server/campaigns/testing/receivables";
import { makeWorkspace } from "@/server/testing/workspace";

const size = (name: string, usual: number) => Number(process.env[`BENCH_${name}`] ?? usual);
const waiting = size("WAITING", 1_000_000);
const due = size("DUE", 100_000);
const sends = size("SENDS", 20_000);
const tenants = size("TENANTS", 200);
const steady = size("STEADY", 2_000);
const jobs = size("JOBS", 2_000);
const idleSeconds = size("IDLE_SECONDS", 20);
const batchSize = size("BATCH", 250);
/** A Monday, at which every zone of the debtors may be written to. */
const start = new Date("2026-03-02T17:00:00Z");
const days = (count: number, from = start) => new Date(from.getTime() + count * 86_400_000);
/** By no clock of this run. */
const farOff = days(60, new Date());
const say = (text: string) => process.stderr.write(`${Math.round(performance.now() / 1_000)} s  ${text}\n`);

const dataDir = resolve(".data/bench/journeys");
rmSync(dataDir, { recursive: true, force: true });
process.env.AUTH_SECRET ??= "a-secret-for-benchmarks-only-0123456789";
process.env.LOG_LEVEL ??= "error";
const server = await startEmbeddedPostgres({
  dataDir,
  port: 24_760,
  anyPort: true,
  settings: { shared_buffers: "2GB", max_wal_size: "8GB", track_commit_timestamp: "on" },
});
await server.ensureDatabase("duelane");
const url = server.url("duelane");
process.env.DATABASE_URL = url;
const scene = openScene(url);

try {
  await migrate(url);
  report(await measure());
} finally {
  await scene.close();
  await closeSharedConnection();
  await server.stop();
}

async function measure() {
  const { ctx } = await makeWorkspace({ now: start });
  say(`seeding ${waiting} debtors, each of whom waits`);
  // Nothing measured here searches, and these would take most of the time to fill.
  await scene.query("drop index invoices_search, debtors_search, contacts_search, contact_points_search");
  await seedReceivables(ctx, { debtors: waiting, invoicesEach: 2, now: start }, scene.write);
  await seedWaiting(
    scene,
    ctx,
    await openCampaign(ctx),
    sql`${farOff.toISOString()}::timestamptz + make_interval(secs => n)`,
  );
  await scene.query("vacuum analyze");
  const [sizes] = await scene.query<{ bytes: string }>("select pg_total_relation_size('enrollments') as bytes");

  say("idle");
  await setClock(scene, ctx, null);
  const idleCpuPercent = await idleCpu(scene, idleSeconds);
  say(`  ${idleCpuPercent.toFixed(2)} % of a core; on time`);
  const latenessP95Ms = await lateness(scene, steady, 100);
  say(`  p95 ${Math.round(latenessP95Ms)} ms late`);

  const workers: Workers = [1, 2].map(() => startWorkerProcess<Answer>("./journeys/worker.ts"));
  await Promise.all(workers.map((worker) => worker.ready));
  await bringDue(scene, ctx, due, start);
  const { tenantId } = ctx;
  const wake = async (crew: Workers, at: Date) => {
    await setClock(scene, ctx, at);
    await scene.query("vacuum analyze");
    await scene.query("checkpoint");
    say(`waking ${due}, ${crew.length} at work`);
    const result = await race(crew, { kind: "wake", tenantId, batchSize, lanes: lanesOf(crew) }, due);
    say(`  ${Math.round(result.perSecond)}/s, p95 ${Math.round(result.p95)} ms`);
    return result;
  };
  const one = await wake(workers.slice(0, 1), start);
  const two = await wake(workers, days(4));
  const other = await holdSnapshot();
  const beside = await wake(workers, days(8));
  await other.end();

  say("entering");
  const { ctx: sending } = await makeWorkspace({ now: start });
  await seedReceivables(sending, { debtors: sends, invoicesEach: 2, now: start }, scene.write);
  await refreshStatistics([invoices, debtors, contacts, contactPoints, debtorBalances]);
  const campaignId = await openCampaign(sending);
  const entering = performance.now();
  await enterCampaign(sending, campaignId, { lookup: mobileLookup });
  const enteredPerSecond = sends / secondsSince(entering);
  await scene.query("vacuum analyze");
  const vendor = await startVendor("deduplicates", () => 0);
  say("waking and sending end to end, two workers");
  const task: Task = {
    kind: "send",
    tenantId: sending.tenantId,
    batchSize,
    lanes: lanesOf(workers),
    vendorUrl: vendor.url,
    concurrency: 128,
  };
  const sent = await race(workers, task, sends);
  say(`  ${Math.round(sent.perSecond)}/s`);
  if (vendor.kept.size !== sends) throw new Error(`the vendor got ${vendor.kept.size} of ${sends} messages`);
  await vendor.close();
  for (const worker of workers) worker.child.send({ kind: "stop" } satisfies Task);
  await Promise.all(workers.map((worker) => worker.exited));

  say(`${tenants} workspaces, the largest with ${due} due`);
  const smallTenantLatenessP95Ms = await smallTenants(scene, tenantId, due, tenants);
  say(`  the small ones' p95 ${Math.round(smallTenantLatenessP95Ms)} ms late`);

  say("the ceiling: multi-row INSERT");
  const insertOne = await insertCeiling(url, due, batchSize, 1);
  const insertTwo = await insertCeiling(url, due, batchSize, 2);
  say("one graphile-worker job a wake");
  await setClock(scene, ctx, days(14));
  await bringDue(scene, ctx, jobs, days(14));
  const graphile = await graphileWakes(url, tenantId, jobs);

  return {
    bench: "journeys",
    metrics: {
      waiting,
      due,
      enteredPerSecond,
      wakesPerSecondOneWorker: one.perSecond,
      wakesPerSecondTwoWorkers: two.perSecond,
      p95TransactionMsOneWorker: one.p95,
      p95TransactionMsTwoWorkers: two.p95,
      snapshotThroughputRatio: beside.perSecond / two.perSecond,
      sendsPerSecond: sent.perSecond,
      bytesPerWaitingEnrollment: Number(sizes?.bytes) / waiting,
      idleCpuPercent,
      latenessP95Ms,
      smallTenantLatenessP95Ms,
      insertRowsPerSecondOneConnection: insertOne,
      insertRowsPerSecondTwoConnections: insertTwo,
      graphileWorkerWakesPerSecond: graphile,
    },
    targets: {
      wakesPerSecondOneWorker: { min: 6_000 },
      wakesPerSecondTwoWorkers: { min: 10_000 },
      p95TransactionMsOneWorker: { max: 100 },
      p95TransactionMsTwoWorkers: { max: 100 },
      snapshotThroughputRatio: { min: 0.8 },
      sendsPerSecond: { min: 2_000 },
      bytesPerWaitingEnrollment: { max: 600 },
      idleCpuPercent: { max: 1 },
      latenessP95Ms: { max: 1_000 },
      smallTenantLatenessP95Ms: { max: 5_000 },
    },
  };
}

/** WORKER_BATCHES_AT_ONCE as .env.example advises. */
function lanesOf(crew: Workers): number {
  return crew.length === 1 ? 2 : 1;
}

/** Another session that looks at the enrollments as they are now, and goes on looking. */
async function holdSnapshot(): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  await session.query("begin isolation level repeatable read");
  await session.query("select count(*) from tenants");
  return session;
}

// bench:journeys: enter enrollments, wake them with one and with two workers, send end to end to a local HTTP vendor;
// beside it, in the same run, what the database can do at best and what one queued job a wake costs. Real interpreter,
// facts, policy and row-level security, durable commits. Smaller: BENCH_ENROLLMENTS=10000 BENCH_SENDS=5000.
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { Logger, run as runGraphileWorker } from "graphile-worker";
import pg from "pg";
import { startVendor } from "@/bench/http-vendor";
import type { Answer, Task } from "@/bench/journeys-worker";
import { report } from "@/bench/report";
import { seedReceivables } from "@/bench/seed-receivables";
import { startWorkerProcess } from "@/bench/worker-process";
import { closeSharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { enterCampaign } from "@/server/campaigns/enter-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { mobileLookup, publishGraph } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/wake-due";
import { executableGraph } from "@/server/journeys/graph/schema";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

const enrollments = Number(process.env.BENCH_ENROLLMENTS ?? 100_000);
const sends = Number(process.env.BENCH_SENDS ?? 20_000);
const jobs = Number(process.env.BENCH_JOBS ?? 2_000);
const batchSize = Number(process.env.BENCH_BATCH ?? 500);
const start = new Date("2026-03-02T16:00:00Z");
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);
const say = (text: string) => process.stderr.write(`${text}\n`);

const dataDir = resolve(".data/bench/journeys");
rmSync(dataDir, { recursive: true, force: true });
process.env.AUTH_SECRET ??= "a-secret-for-benchmarks-only-0123456789";
process.env.LOG_LEVEL ??= "error";
const server = await startEmbeddedPostgres({
  dataDir,
  port: 54_760,
  anyPort: true,
  settings: { shared_buffers: "1GB", max_wal_size: "4GB" },
});
await server.ensureDatabase("duelane");
process.env.DATABASE_URL = server.url("duelane");
const owner = new pg.Client({ connectionString: server.url("duelane") });

try {
  await migrate(server.url("duelane"));
  await owner.connect();
  report(await measure());
} finally {
  await owner.end();
  await closeSharedConnection();
  await server.stop();
}

async function measure() {
  const main = await makeWorkspace({ now: start });
  const graph = executableGraph.parse(standardFreightEscalation.graph);
  say(`seeding ${enrollments} debtors`);
  await seedReceivables(main.ctx, { debtors: enrollments, invoicesEach: 2, now: start });

  say("entering");
  const versionId = await publishGraph(main.ctx, graph);
  const entering = performance.now();
  await enter(main.ctx, versionId);
  const enteredPerSecond = enrollments / secondsSince(entering);
  const bytes = await bytesPerEnrollment();
  await owner.query("vacuum analyze");

  const workers = [1, 2].map(() => startWorkerProcess<Answer>("./journeys-worker.ts"));
  await Promise.all(workers.map((worker) => worker.ready));
  say("waking, one worker");
  const one = await race(workers.slice(0, 1), { kind: "wake", tenantId: main.ctx.tenantId, batchSize });
  say(`  ${Math.round(one.perSecond)}/s`);
  await moveTo(main, days(4));
  await owner.query("vacuum analyze");
  say("waking, two workers");
  const two = await race(workers, { kind: "wake", tenantId: main.ctx.tenantId, batchSize });
  say(`  ${Math.round(two.perSecond)}/s`);

  const sending = await makeWorkspace({ now: start });
  await seedReceivables(sending.ctx, { debtors: sends, invoicesEach: 2, now: start });
  await enter(sending.ctx, await publishGraph(sending.ctx, graph));
  await owner.query("vacuum analyze");
  const vendor = await startVendor("deduplicates", () => 0);
  say("waking and sending end to end, two workers");
  const sent = await race(workers, {
    kind: "send",
    tenantId: sending.ctx.tenantId,
    batchSize,
    vendorUrl: vendor.url,
    concurrency: 128,
  });
  say(`  ${Math.round(sent.perSecond)}/s`);
  if (vendor.kept.size !== sends) throw new Error(`the vendor got ${vendor.kept.size} of ${sends} messages`);
  await vendor.close();
  for (const worker of workers) worker.child.send({ kind: "stop" } satisfies Task);
  await Promise.all(workers.map((worker) => worker.exited));

  await moveTo(main, days(8));
  say("the ceiling: multi-row INSERT");
  const insertOne = await insertCeiling(1);
  const insertTwo = await insertCeiling(2);
  say("one graphile-worker job a wake");
  const graphile = await graphileWakes(main.ctx.tenantId);

  return {
    bench: "journeys",
    metrics: {
      enrollments,
      enteredPerSecond,
      wakesPerSecondOneWorker: one.perSecond,
      wakesPerSecondTwoWorkers: two.perSecond,
      p95TransactionMsOneWorker: one.p95,
      p95TransactionMsTwoWorkers: two.p95,
      sendsPerSecond: sent.perSecond,
      bytesPerWaitingEnrollment: bytes,
      insertRowsPerSecondOneConnection: insertOne,
      insertRowsPerSecondTwoConnections: insertTwo,
      graphileWorkerWakesPerSecond: graphile,
    },
    targets: {
      // One worker a core: the pair is the machine's rate.
      wakesPerSecondTwoWorkers: { min: 3_000 },
      sendsPerSecond: { min: 1_000 },
    },
  };
}

async function enter(ctx: TenantContext, journeyVersionId: string) {
  const input = { name: "Bench", journeyVersionId, audience: { overdueDaysMin: 1 } };
  const { campaignId } = await launchCampaign(ctx, input, { announce: async () => {} });
  await enterCampaign(ctx, campaignId, { lookup: mobileLookup });
}

async function moveTo(workspace: TestWorkspace, at: Date) {
  // The clock's own run is another subject: here only the time is another.
  await owner.query("begin");
  await owner.query("set local role duelane_system");
  await owner.query("update tenants set clock_at = $1 where id = $2", [at, workspace.ctx.tenantId]);
  await owner.query("commit");
}

type Workers = ReturnType<typeof startWorkerProcess<Answer>>[];

async function race(workers: Workers, task: Task) {
  const started = performance.now();
  const answers = await Promise.all(workers.map((worker) => worker.run(task)));
  const seconds = secondsSince(started);
  const done = answers.reduce((sum, answer) => sum + answer.done, 0);
  const expected = task.kind === "send" ? sends : enrollments;
  if (done !== expected) throw new Error(`${done} of ${expected} were done`);
  const times = answers.flatMap((answer) => answer.transactionMs).sort((a, b) => a - b);
  return { perSecond: done / seconds, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

async function bytesPerEnrollment(): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>("select pg_total_relation_size('enrollments') as bytes");
  return Number(rows[0]?.bytes) / enrollments;
}

/** Rows as wide as a touch, in batches as large as a wake's, committed durably one after another. */
async function insertCeiling(connections: number): Promise<number> {
  await owner.query("drop table if exists ceiling");
  await owner.query(`create table ceiling (tenant_id uuid, id uuid, key text, status text, content jsonb, at timestamptz,
    primary key (tenant_id, id))`);
  const content = JSON.stringify({ type: "journey", body: "x".repeat(300) });
  const batches = Math.max(4, Math.round(enrollments / batchSize / connections));
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: server.url("duelane") }));
  await Promise.all(clients.map((client) => client.connect()));
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let batch = 0; batch < batches; batch += 1) {
        await client.query(
          `insert into ceiling select '00000000-0000-0000-0000-000000000001', uuidv7(), 'k' || n, 'queued', $1, now()
           from generate_series(1, ${batchSize}) n`,
          [content],
        );
      }
    }),
  );
  const perSecond = (batches * connections * batchSize) / secondsSince(started);
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

/** The way of a queue: each wake is a job of its own, with its own transaction. */
async function graphileWakes(tenantId: string): Promise<number> {
  const ctx = await systemContext(tenantId, "bench");
  const connectionString = server.url("duelane");
  let done = 0;
  let finished: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const runner = await runGraphileWorker({
    connectionString,
    schema: "bench_jobs",
    concurrency: 10,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      async noop() {},
      async wake() {
        await wakeDue(ctx, { batchSize: 1, batchesMax: 1 });
        done += 1;
        if (done === jobs) finished();
      },
    },
  });
  const started = performance.now();
  await owner.query(
    'select bench_jobs.add_jobs(array(select json_populate_record(null::bench_jobs.job_spec, \'{"identifier":"wake"}\') from generate_series(1, $1)))',
    [jobs],
  );
  await all;
  const perSecond = jobs / secondsSince(started);
  await runner.stop();
  return perSecond;
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}

// What the waking is measured beside: what the database can do at best, and what one queued job a wake costs.
import { Logger, run as runGraphileWorker } from "graphile-worker";
import pg from "pg";
import { secondsSince } from "@/bench/journeys/race";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Rows as wide as a touch, in batches as large as a wake's, committed durably one after another. */
export async function insertCeiling(
  ownerUrl: string,
  rows: number,
  batchSize: number,
  connections: number,
): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("drop table if exists ceiling");
  await owner.query(`create table ceiling (tenant_id uuid, id uuid, key text, status text, content jsonb, at timestamptz,
    primary key (tenant_id, id))`);
  const content = JSON.stringify({ type: "journey", body: "x".repeat(300) });
  const batches = Math.max(4, Math.round(rows / batchSize / connections));
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: ownerUrl }));
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
  await Promise.all([owner, ...clients].map((client) => client.end()));
  return perSecond;
}

/** The way of a queue: each wake is a job of its own, with its own transaction. */
export async function graphileWakes(ownerUrl: string, tenantId: string, jobs: number): Promise<number> {
  const ctx = await systemContext(tenantId, "bench");
  let done = 0;
  let finished: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const runner = await runGraphileWorker({
    connectionString: ownerUrl,
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
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const started = performance.now();
  await owner.query(
    'select bench_jobs.add_jobs(array(select json_populate_record(null::bench_jobs.job_spec, \'{"identifier":"wake"}\') from generate_series(1, $1)))',
    [jobs],
  );
  await all;
  const perSecond = jobs / secondsSince(started);
  await Promise.all([runner.stop(), owner.end()]);
  return perSecond;
}

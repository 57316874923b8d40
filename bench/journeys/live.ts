// What the waking loop itself is good for, on real time: idle beside a million who wait, on time without a backlog, and
// fair to small workspaces while a large one drains.
import { sql } from "drizzle-orm";
import { backendCpuMs, type Scene } from "@/bench/journeys/database";
import type { LoopAnswer, LoopTask } from "@/bench/journeys/loop-worker";
import { bringDue, openCampaign, seedWaiting, setClock } from "@/bench/journeys/seed-enrollments";
import { seedReceivables } from "@/bench/seed-receivables";
import { startWorkerProcess } from "@/bench/worker-process";
import { makeWorkspace } from "@/server/testing/workspace";

const workers = async (count: number) => {
  const all = Array.from({ length: count }, () => startWorkerProcess<LoopAnswer>("./journeys/loop-worker.ts"));
  await Promise.all(all.map((worker) => worker.ready));
  return {
    cpuMs: async () => {
      const answers = await Promise.all(all.map((worker) => worker.run({ kind: "cpu" } satisfies LoopTask)));
      return answers.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    },
    stop: async () => {
      for (const worker of all) worker.child.send({ kind: "stop" } satisfies LoopTask);
      await Promise.all(all.map((worker) => worker.exited));
    },
  };
};

/** Per cent of one core, worker and its backends together, with nothing due. */
export async function idleCpu(scene: Scene, seconds: number): Promise<number> {
  const loop = await workers(1);
  await sleep(5_000);
  const [before, at] = [(await loop.cpuMs()) + (await backendCpuMs(scene)), performance.now()];
  await sleep(seconds * 1_000);
  const used = (await loop.cpuMs()) + (await backendCpuMs(scene)) - before;
  const percent = (used / (performance.now() - at)) * 100;
  await loop.stop();
  return percent;
}

/** A workspace on real time whose enrollments come due one after another, `perSecond` of them. */
export async function lateness(scene: Scene, count: number, perSecond: number): Promise<number> {
  const steady = await realTimeWorkspace(
    scene,
    count,
    sql`now() + interval '5 seconds' + make_interval(secs => n / ${perSecond}::float8)`,
  );
  const loop = await workers(1);
  await untilWoken(scene, [steady], count);
  await loop.stop();
  return latenessP95Ms(scene, [steady]);
}

/**
 * Two workers; one workspace with `backlog` due at once, the others with a few each, down to one, which come due while it
 * drains. The p95 is the small ones' alone.
 */
export async function smallTenants(scene: Scene, large: string, backlog: number, tenants: number): Promise<number> {
  const smaller: string[] = [];
  let enrolled = 0;
  for (let rank = 2; rank <= tenants; rank += 1) {
    const count = Math.max(1, Math.round(backlog / 200 / rank));
    enrolled += count;
    smaller.push(await realTimeWorkspace(scene, count, sql`now() + interval '1 year'`));
  }
  await scene.query("vacuum analyze");
  await setClock(scene, { tenantId: large }, null);
  await bringDue(scene, { tenantId: large }, backlog, new Date());
  // Spread over the first seconds of the drain.
  await scene.query(
    `update enrollments e set due_at = now() + make_interval(secs => 1 + 6 * random()),
       state = e.state || jsonb_build_object('until', to_json(now()))
     where tenant_id = any($1)`,
    [smaller],
  );
  await scene.query("delete from bench_due where tenant_id = any($1)", [smaller]);
  await noteDue(scene, smaller);
  const loop = await workers(2);
  await untilWoken(scene, smaller, enrolled);
  await loop.stop();
  return latenessP95Ms(scene, smaller);
}

async function realTimeWorkspace(scene: Scene, count: number, due: ReturnType<typeof sql>): Promise<string> {
  const { ctx } = await makeWorkspace();
  await setClock(scene, ctx, null);
  await seedReceivables(ctx, { debtors: count, invoicesEach: 1, now: new Date() }, scene.write);
  await seedWaiting(scene, ctx, await openCampaign(ctx), due);
  await noteDue(scene, [ctx.tenantId]);
  return ctx.tenantId;
}

/** A wake moves `due_at` on: when it was to be is kept beside. */
async function noteDue(scene: Scene, tenantIds: readonly string[]) {
  await scene.query(
    "create table if not exists bench_due (tenant_id uuid, enrollment_id uuid primary key, due_at timestamptz)",
  );
  await scene.query("insert into bench_due select tenant_id, id, due_at from enrollments where tenant_id = any($1)", [
    tenantIds,
  ]);
}

async function untilWoken(scene: Scene, tenantIds: readonly string[], count: number) {
  for (;;) {
    const [row] = await scene.query<{ woken: number }>(
      "select count(distinct enrollment_id)::int as woken from enrollment_history where tenant_id = any($1)",
      [tenantIds],
    );
    if ((row?.woken ?? 0) >= count) return;
    await sleep(500);
  }
}

/** From the due time to the commit of the first wake. */
async function latenessP95Ms(scene: Scene, tenantIds: readonly string[]): Promise<number> {
  const [row] = await scene.query<{ ms: number }>(
    `select percentile_cont(0.95) within group (order by extract(epoch from late) * 1000)::float8 as ms
     from (select min(pg_xact_commit_timestamp(h.xmin)) - d.due_at as late
           from bench_due d join enrollment_history h on h.tenant_id = d.tenant_id and h.enrollment_id = d.enrollment_id
           where d.tenant_id = any($1) group by d.enrollment_id, d.due_at) x`,
    [tenantIds],
  );
  return row?.ms ?? Number.NaN;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// bench:crash: a campaign of 5,000 touches against three vendors that record what they get, its workers killed with
// SIGKILL at random moments, at least 50 times. One vendor drops repeated keys, one can be asked, one can do neither:
// nothing may be doubled or lost, and only the last may leave unknowns. Smaller: BENCH_TOUCHES=500 BENCH_KILLS=8.
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import type { CrashTask } from "@/bench/crash-worker";
import { type RecordingServer, startVendor } from "@/bench/http-vendor";
import { report } from "@/bench/report";
import { seedReceivables } from "@/bench/seed-receivables";
import { startWorkerProcess, type WorkerProcess } from "@/bench/worker-process";
import { closeSharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { withTenant } from "@/db/tenant-transaction";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { mobileLookup, publishGraph, steps } from "@/server/campaigns/testing/receivables";
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { type ExecutableGraph, executableGraph } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const touches = Number(process.env.BENCH_TOUCHES ?? 5_000);
const killsWanted = Number(process.env.BENCH_KILLS ?? 50);
const workersAtOnce = 2;
/** From a worker's first wake on: before it, there is nothing to interrupt. */
const lifeMs = { min: 0, max: Number(process.env.BENCH_LIFE_MS ?? 1_000) };
const start = new Date("2026-03-02T16:00:00Z");
const channels = ["email", "sms", "voice"] as const;
const say = (text: string) => process.stderr.write(`${text}\n`);
const chance = seededChance(process.env.BENCH_SEED ?? "crash", standingClock(start));

const dataDir = resolve(".data/bench/crash");
rmSync(dataDir, { recursive: true, force: true });
process.env.AUTH_SECRET ??= "a-secret-for-benchmarks-only-0123456789";
process.env.LOG_LEVEL ??= "silent";
const server = await startEmbeddedPostgres({ dataDir, port: 24_780, anyPort: true });
await server.ensureDatabase("duelane");
process.env.DATABASE_URL = server.url("duelane");

try {
  await migrate(server.url("duelane"));
  report(await measure());
} finally {
  await closeSharedConnection();
  await server.stop();
}

async function measure() {
  const { ctx } = await makeWorkspace({ now: start });
  await seedReceivables(ctx, { debtors: touches, invoicesEach: 1, now: start, tags: [...channels] });
  const journeyVersionId = await publishGraph(ctx, oneTouchEach());
  const input = { name: "Crash", journeyVersionId, audience: { overdueDaysMin: 1 } };
  const { campaignId } = await launchCampaign(ctx, input, { announce: async () => {} });
  await enterCampaign(ctx, campaignId, { lookup: mobileLookup });

  const latency = () => 4 + chance.fraction() * 40;
  const [email, sms, voice] = await Promise.all([
    startVendor("deduplicates", latency),
    startVendor("can_be_asked", latency),
    startVendor("neither", latency),
  ]);
  const vendors = { email, sms, voice };
  const task: CrashTask = { tenantId: ctx.tenantId, vendors: { email: email.url, sms: sms.url, voice: voice.url } };
  const started = performance.now();
  const kills = await runAndKill(ctx, task);
  const seconds = (performance.now() - started) / 1_000;
  const found = await compare(ctx, vendors);
  await Promise.all([email.close(), sms.close(), voice.close()]);
  return {
    bench: "crash",
    metrics: { touches, kills, seconds, ...found },
    targets: {
      kills: { min: killsWanted },
      doubled: { max: 0 },
      lost: { max: 0 },
      unknownWhereSettled: { max: 0 },
      notMade: { max: 0 },
    },
  };
}

/** Each worker lives a random moment, until enough were killed; then they finish. */
async function runAndKill(ctx: TenantContext, task: CrashTask): Promise<number> {
  let kills = 0;
  let finished = false;
  const slot = async () => {
    while (!finished) {
      const worker: WorkerProcess<string> = startWorkerProcess("./crash-worker.ts");
      await worker.ready;
      if (finished) {
        worker.child.kill("SIGKILL");
        await worker.exited;
        return;
      }
      await worker.run(task);
      if (kills < killsWanted) {
        await sleep(lifeMs.min + chance.fraction() * (lifeMs.max - lifeMs.min));
        kills += 1;
      } else {
        while (!finished && worker.child.exitCode === null) await sleep(100);
      }
      worker.child.kill("SIGKILL");
      await worker.exited;
    }
  };
  const watch = async () => {
    for (;;) {
      await sleep(500);
      const open = await countOpen(ctx);
      say(`${kills} kills, ${open} of ${touches} open`);
      await moveClock(ctx);
      if (open === 0) {
        finished = true;
        return;
      }
    }
  };
  await Promise.all([watch(), ...Array.from({ length: workersAtOnce }, slot)]);
  return kills;
}

/** Time passes twenty times as fast: what a vendor gave back waits for its next try by the workspace's clock. */
async function moveClock(ctx: TenantContext): Promise<void> {
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update tenants set clock_at = clock_at + interval '10 seconds' where id = ${ctx.tenantId}`),
  );
}

async function countOpen(ctx: TenantContext): Promise<number> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ ended: number }>(sql`
      select count(*)::int as ended from touches
      where tenant_id = ${ctx.tenantId} and status not in ('queued', 'sending')`),
  );
  return touches - (rows[0]?.ended ?? 0);
}

/** What we say happened beside what the vendors got. */
async function compare(ctx: TenantContext, vendors: Record<(typeof channels)[number], RecordingServer>) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string; channel: (typeof channels)[number]; status: string }>(
      sql`select id, channel, status from touches where tenant_id = ${ctx.tenantId}`,
    ),
  );
  const kept = (touch: { id: string; channel: (typeof channels)[number] }) =>
    vendors[touch.channel].kept.get(`touch-${touch.id}`) ?? 0;
  const unknown = rows.filter((touch) => touch.status === "unknown");
  const total = Object.values(vendors).reduce((sum, { kept: all }) => sum + all.size, 0);
  return {
    sent: rows.filter((touch) => touch.status === "sent").length,
    doubled: rows.filter((touch) => kept(touch) > 1).length,
    lost: rows.filter((touch) => touch.status !== "unknown" && kept(touch) === 0).length,
    unknown: unknown.length,
    unknownThatArrived: unknown.filter((touch) => kept(touch) === 1).length,
    unknownWhereSettled: unknown.filter((touch) => touch.channel !== "voice").length,
    notMade: touches - rows.length,
    receivedByVendors: total,
  };
}

/** start → by tag: an e-mail, a text message or a call → exit. */
function oneTouchEach(): ExecutableGraph {
  const position = { x: 0, y: 0 };
  const path = (channel: string) => ({
    id: channel,
    label: channel,
    when: { all: [{ fact: "tags", op: "has_any", values: [channel] }] },
  });
  const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
  return executableGraph.parse({
    schemaVersion: 2,
    leaveOn: ["paid_in_full"],
    nodes: [
      { id: "start", position, kind: "start" },
      { id: "which", position, kind: "branch", paths: [path("email"), path("sms"), path("voice")] },
      steps.email("send-email"),
      steps.sms("send-sms"),
      steps.call("send-voice"),
      { id: "end", position, kind: "exit", outcome: "done" },
    ],
    edges: [
      edge("start", "next", "which"),
      ...channels.flatMap((name) => [edge("which", name, `send-${name}`), edge(`send-${name}`, "next", "end")]),
      edge("which", "else", "end"),
    ],
  });
}

function sleep(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

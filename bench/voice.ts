// The bridge under calls: every 20 ms frame of each goes to the model and back. It stands in a process of its own, callers and
// model in others, and beside it, in the same minutes and in turns, a bare relay does the same with none of our features.
// BENCH_CALLS=1,50,100,200 BENCH_SECONDS=15 a size; BENCH_SOAK_MINUTES=5 holds 100 calls and looks at the memory.
import { report, type Target } from "@/bench/report";
import type { CallerAnswer, CallerTask, Usage } from "@/bench/voice/task";
import { startWorkerProcess } from "@/bench/worker-process";

const sizes = (process.env.BENCH_CALLS ?? "1,50,100,200").split(",").map(Number);
const seconds = Number(process.env.BENCH_SECONDS ?? 15);
const soakMinutes = Number(process.env.BENCH_SOAK_MINUTES ?? 0);
const WARM_SECONDS = 1.5;
const ROUNDS = 3;
const metrics: Record<string, number> = {};
const targets: Record<string, Target> = {};

const model = startWorkerProcess<string>("./voice/model.ts");
await model.ready;
process.env.BENCH_MODEL_URL = await model.run("address");
const between = {
  relay: startWorkerProcess<string | Usage>("./voice/relay.ts"),
  bridge: startWorkerProcess<string | Usage>("./voice/bridge.ts"),
};
const caller = startWorkerProcess<CallerAnswer>("./voice/caller.ts");
await Promise.all([caller.ready, between.relay.ready, between.bridge.ready]);
type Name = keyof typeof between;
const addresses: Record<Name, string> = {
  relay: (await between.relay.run("address")) as string,
  bridge: (await between.bridge.run("address")) as string,
};

type Run = CallerAnswer & { cpuMsPerCallSecond: number; rssMb: number; heapMb: number };

async function run(name: Name, task: Omit<CallerTask, "address">): Promise<Run> {
  await between[name].run("usage");
  const answer = await caller.run({ ...task, address: addresses[name] });
  const usage = (await between[name].run("usage")) as Usage;
  const { rssMb, heapMb } = usage;
  return { ...answer, cpuMsPerCallSecond: usage.cpuMs / task.calls / task.seconds, rssMb, heapMb };
}

/** In turns, so that whatever else the machine does meets both; of each figure the median of the rounds. */
async function compare(calls: number) {
  const task = {
    calls,
    seconds: seconds / ROUNDS + WARM_SECONDS,
    warmSeconds: WARM_SECONDS,
    bargeInEverySeconds: null,
  };
  const runs: Record<Name, Run[]> = { relay: [], bridge: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order: Name[] = round % 2 === 0 ? ["relay", "bridge"] : ["bridge", "relay"];
    for (const name of order) runs[name].push(await run(name, task));
  }
  const figure = (name: Name, of: (run: Run) => number) =>
    runs[name].map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  for (const name of ["relay", "bridge"] as const) {
    metrics[`${name}_${calls}_p50_ms`] = figure(name, (each) => each.p50);
    metrics[`${name}_${calls}_p95_ms`] = figure(name, (each) => each.p95);
    metrics[`${name}_${calls}_p99_ms`] = figure(name, (each) => each.p99);
    metrics[`${name}_${calls}_core_percent_per_call`] = figure(name, (each) => each.cpuMsPerCallSecond) / 10;
  }
  const ratio = (of: (run: Run) => number) => figure("bridge", of) / figure("relay", of);
  metrics[`p95_ratio_${calls}`] = ratio((each) => each.p95);
  metrics[`cpu_ratio_${calls}`] = ratio((each) => each.cpuMsPerCallSecond);
  const bridge = runs.bridge;
  for (const what of ["lost", "reordered", "doubled"] as const) {
    metrics[`${what}_${calls}`] = bridge.reduce((sum, each) => sum + each[what], 0);
    targets[`${what}_${calls}`] = { max: 0 };
  }
  metrics[`unplayed_ms_max_${calls}`] = Math.max(...bridge.map((each) => each.unplayedMsMax));
  targets[`unplayed_ms_max_${calls}`] = { max: 5_000 };
  metrics[`rss_mb_${calls}`] = Math.max(...bridge.map((each) => each.rssMb));
  if (calls === 50 || calls === 200) {
    targets[`p95_ratio_${calls}`] = { max: 1.3 };
    targets[`cpu_ratio_${calls}`] = { max: 1.3 };
  }
}

async function bargeIns() {
  const calls = Math.min(50, Math.max(...sizes));
  const { clearP95, bargeIns: count } = await run("bridge", { calls, seconds, warmSeconds: 0, bargeInEverySeconds: 3 });
  metrics.barge_ins = count;
  metrics.barge_in_to_clear_p95_ms = clearP95 ?? Number.NaN;
  targets.barge_ins = { min: 1 };
  targets.barge_in_to_clear_p95_ms = { max: 20 };
}

/** Memory after a collection, once early and once late: what grows in between stays. */
async function soak(minutes: number) {
  const calls = 100;
  const pieces = Math.max(2, Math.round((minutes * 60) / 30));
  const heaps: number[] = [];
  const all = caller.run({
    address: addresses.bridge,
    calls,
    seconds: minutes * 60,
    warmSeconds: WARM_SECONDS,
    bargeInEverySeconds: null,
  });
  for (let piece = 0; piece < pieces; piece += 1) {
    await new Promise((done) => setTimeout(done, ((minutes * 60_000) / pieces) * 0.95));
    heaps.push(((await between.bridge.run("usage after gc")) as Usage).heapMb);
  }
  const { lost, p95 } = await all;
  metrics.soak_minutes = minutes;
  metrics.soak_p95_ms = p95;
  metrics.soak_lost = lost;
  metrics.soak_heap_first_mb = heaps[0] ?? Number.NaN;
  metrics.soak_heap_last_mb = heaps.at(-1) ?? Number.NaN;
  metrics.soak_heap_growth_percent = ((heaps.at(-1) ?? 0) / (heaps[0] ?? 1) - 1) * 100;
  targets.soak_lost = { max: 0 };
  targets.soak_heap_growth_percent = { max: 5 };
}

for (const calls of sizes) await compare(calls);
await bargeIns();
if (soakMinutes > 0) await soak(soakMinutes);
report({ bench: "voice", metrics, targets });
for (const { child } of [caller, model, between.relay, between.bridge]) child.kill();

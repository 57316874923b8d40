// Workers of bench:journeys against the clock.
import type { Answer, Task } from "@/bench/journeys/worker";
import type { startWorkerProcess } from "@/bench/worker-process";

export type Workers = readonly ReturnType<typeof startWorkerProcess<Answer>>[];

/** All of them at the task until nothing is left; what they did together a second, and the p95 of their transactions. */
export async function race(
  workers: Workers,
  task: Task,
  expected: number,
): Promise<{ perSecond: number; p95: number }> {
  const started = performance.now();
  const answers = await Promise.all(workers.map((worker) => worker.run(task)));
  const seconds = secondsSince(started);
  const done = answers.reduce((sum, answer) => sum + answer.done, 0);
  if (done !== expected) throw new Error(`${done} of ${expected} were done`);
  const times = answers.flatMap((answer) => answer.transactionMs).sort((a, b) => a - b);
  return { perSecond: done / seconds, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

export function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}

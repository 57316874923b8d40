// 100,000 rows through the whole import: upload, reading, check, apply, commit, on the embedded PostgreSQL with
// durable commits, row-level security and every index. Memory is sampled while it runs.
import { resolve } from "node:path";
import { importFile } from "@/bench/import-file";
import { report } from "@/bench/report";
import { closeSharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { runImport } from "@/server/imports/run-import";
import { makeWorkspace } from "@/server/testing/workspace";

const rows = Number(process.env.BENCH_ROWS ?? 100_000);

async function main() {
  const server = await startEmbeddedPostgres({ dataDir: resolve(".data/bench/import"), port: 24_850, anyPort: true });
  const database = `import_${process.pid}`;
  await server.ensureDatabase(database);
  process.env.DATABASE_URL = server.url(database);
  await migrate(server.url(database));
  try {
    // One small import first, so that code and plans are warm as in a running worker.
    await measure(importFile(500, "warm"), "good_rows");
    const content = importFile(rows, "duelane");
    const goodRows = await measure(content, "good_rows");
    const whole = await measure(content, "all_or_nothing");
    report({
      bench: "import",
      metrics: {
        rows,
        fileBytes: content.length,
        seconds: Math.max(goodRows.seconds, whole.seconds),
        goodRowsSeconds: goodRows.seconds,
        allOrNothingSeconds: whole.seconds,
        uploadAndReadSeconds: whole.uploaded,
        checkSeconds: whole.checked,
        applySeconds: whole.applied,
        againSeconds: whole.again,
        memoryGrowthMb: Math.max(goodRows.memoryGrowthMb, whole.memoryGrowthMb),
      },
      targets: { seconds: { max: 20 }, memoryGrowthMb: { max: 500 } },
    });
  } finally {
    await closeSharedConnection();
    await server.stop();
  }
}

async function measure(content: Buffer, mode: "good_rows" | "all_or_nothing") {
  const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const started = performance.now();
  const steps = { uploaded: 0, checked: 0, applied: 0 };
  let last = started;
  const done = await runImport(ctx, {
    fileName: "bench.csv",
    content,
    options: { mode },
    onProgress(step) {
      steps[step] = (performance.now() - last) / 1000;
      last = performance.now();
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(sampling);
  if (done.status !== "done" || done.counts?.rowsWithErrors !== 0)
    throw new Error(`import ended as ${JSON.stringify(done)}`);
  const again = await runImport(ctx, { fileName: "bench.csv", content, options: { mode }, checkOnly: true });
  if (again.counts?.rowsUnchanged !== done.counts.rows) throw new Error(`again: ${JSON.stringify(again.counts)}`);
  const againSeconds = (performance.now() - started) / 1000 - seconds;
  return { seconds, ...steps, again: againSeconds, memoryGrowthMb: (peak - before) / 2 ** 20 };
}

await main();

// Every test in order of its cost: static checks and pure tests, database, end to end in a real browser against the
// product as `npm start` runs it. Ends with one line of totals.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureBrowser } from "@/scripts/process/browser";
import { ensureBuilt } from "@/scripts/process/build";
import { sources } from "@/scripts/process/node-flags";

type Totals = { passed: number; failed: number; skipped: number };

const results = "test-results";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };

step(
  "static checks and pure tests",
  () => node([...sources, "scripts/verify.ts"], { PROPERTY_RUNS: "all" }),
  "pure.json",
);
step(
  "database tests",
  () => node(["node_modules/vitest/vitest.mjs", "run", "--project", "database", ...jsonReport("database.json")]),
  "database.json",
);
await ensureBuilt(process.cwd());
const chromium = ensureBrowser();
step(
  "end to end",
  () =>
    node(["node_modules/@playwright/test/cli.js", "test"], {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}/e2e.json`,
    }),
  "e2e.json",
);

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function step(name: string, work: () => number, reportFile: string) {
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  const code = work();
  const counted = readReport(`${results}/${reportFile}`);
  totals.passed += counted.passed;
  totals.skipped += counted.skipped;
  totals.failed += counted.failed;
  if (code !== 0 && counted.failed === 0) totals.failed += 1;
  console.log(
    `== ${name}: ${code === 0 ? "passed" : "FAILED"} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
}

function jsonReport(file: string) {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${results}/${file}`];
}

function node(args: string[], env: Record<string, string> = {}): number {
  return (
    spawnSync(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } })
      .status ?? 1
  );
}

function readReport(file: string): Totals {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8")) as {
    numPassedTests?: number;
    numFailedTests?: number;
    numPendingTests?: number;
    stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  if (report.stats) {
    return {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected,
      skipped: report.stats.skipped,
    };
  }
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
}

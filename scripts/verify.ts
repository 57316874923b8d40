// `npm run verify`: format and lint, types, arrows, dead code, README, pure tests, side by side; under 30 s, no services.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { sources } from "@/scripts/process/node-flags";

const node = process.execPath;
mkdirSync("test-results", { recursive: true });

const checks: Record<string, string[]> = {
  "format and lint": ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "--diagnostic-level=warn", "."],
  types: ["node_modules/ts7/lib/tsc.js", "--noEmit", "-p", "."],
  arrows: [...sources, "scripts/checks/arrows.ts"],
  "dead code": ["node_modules/knip/bin/knip.js", "--no-progress", "--cache"],
  README: [...sources, "scripts/checks/readme.ts"],
  "pure tests": [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    "pure",
    "--reporter=default",
    "--reporter=json",
    "--outputFile.json=test-results/pure.json",
  ],
};

const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
const failed = (await Promise.all(Object.entries(checks).map(([name, args]) => check(name, args)))).filter(Boolean);
console.log(failed.length === 0 ? `verified in ${seconds()} s` : `not verified: ${failed.join(", ")} (${seconds()} s)`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Returns the check's name when it failed; prints what it said only then. */
function check(name: string, args: string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(node, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, FORCE_COLOR: "0" } });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.on("exit", (code) => {
      console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds()} s)`);
      if (code !== 0) console.log(output.trimEnd());
      done(code === 0 ? undefined : name);
    });
  });
}

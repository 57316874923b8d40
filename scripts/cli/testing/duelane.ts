// For tests of the command line: it runs as anybody runs it, in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sources } from "@/scripts/process/node-flags";

export const folder = mkdtempSync(join(tmpdir(), "duelane-cli-"));

export function duelane(...args: string[]) {
  return run(args, process.env);
}

export function run(args: string[], env: NodeJS.ProcessEnv, input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...sources, "scripts/duelane.ts", ...args], {
    encoding: "utf8",
    env,
    input,
  });
  return { code: status, out: stdout, err: stderr };
}

/** The environment of whoever has no database, nor any of ours. */
export function withoutDatabase(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...bare } = process.env;
  return { ...bare, DUELANE_DATA_DIR: join(folder, "nothing-here") };
}

export function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

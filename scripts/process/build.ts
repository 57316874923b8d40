import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "@/scripts/process/environment";

const SOURCES = ["app", "components", "db", "emails", "inngest", "public", "server"];
const FILES = [
  "package-lock.json",
  "next.config.ts",
  "tsconfig.json",
  "proxy.ts",
  "postcss.config.mjs",
  "instrumentation.ts",
];

/** Builds the web application unless the build at hand was made from exactly these sources. */
export async function ensureBuilt(root: string): Promise<void> {
  const stamp = join(root, ".next", "duelane-sources");
  const sources = hashSources(root);
  if (existsSync(join(root, ".next", "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === sources)
    return;
  console.log("Building (after each change of the sources; about a minute) …");
  const built = spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (built.signal) throw new StartError("The build was interrupted.");
  if (built.status !== 0) {
    console.error(built.stdout, built.stderr);
    throw new StartError("The build failed; what it printed stands above.");
  }
  writeFileSync(stamp, sources);
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const folder of SOURCES) {
    if (!existsSync(join(root, folder))) continue;
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()) {
      hash.update(entry.slice(root.length)).update(readFileSync(entry));
    }
  }
  for (const file of FILES) {
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

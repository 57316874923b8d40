import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { StartError } from "@/scripts/process/environment";
import { sayProgress } from "./progress.mjs";

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
  console.log("Building the web application (after each change of the sources; usually one to two minutes) …");
  const { code, said } = await nextBuild(root);
  if (code === null) throw new StartError("The build was interrupted.");
  if (code !== 0) {
    console.error(said);
    throw new StartError("The build failed; what it printed stands above.");
  }
  writeFileSync(stamp, sources);
}

/** Runs the build, saying all the while how far it is; the code is null when a signal ended it. */
function nextBuild(root: string): Promise<{ code: number | null; said: string }> {
  const build = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [build.stdout, build.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const progress = sayProgress(() => lastLine(said));
  // A signal to this process alone must not leave the build behind.
  const end = () => build.kill();
  process.once("exit", end);
  return new Promise((done) =>
    build.on("close", (code) => {
      progress.stop();
      process.off("exit", end);
      done({ code, said });
    }),
  );
}

function lastLine(said: string): string {
  const lines = said.split("\n").map((line) => stripVTControlCharacters(line).trim());
  return lines.findLast((line) => /\w/.test(line)) ?? "";
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

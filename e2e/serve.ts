// The product as `npm start` runs it, on empty data: limits and demo of an earlier run are gone.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stopLeftovers } from "@/scripts/process/children";

const dataDir = process.env.DUELANE_DATA_DIR;
if (!dataDir) throw new Error("DUELANE_DATA_DIR is not set: Playwright's configuration sets it.");

await stopLeftovers(dataDir);
await stopDatabase(join(dataDir, "postgres/cluster/postmaster.pid"));
rmSync(dataDir, { recursive: true, force: true });
await import("@/scripts/supervise");

async function stopDatabase(pidFile: string) {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  try {
    process.kill(pid, "SIGQUIT");
    while (process.kill(pid, 0)) await new Promise((done) => setTimeout(done, 50));
  } catch {
    // It is gone.
  }
}

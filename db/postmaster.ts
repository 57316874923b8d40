// The server process of an embedded cluster: which one serves a folder, whether it lives, how it is stopped.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The postmaster that already serves this folder, when its process lives. */
export function runningPostmaster(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (lives(pid) && commandOf(pid).includes("postgres")) return { pid, port: Number(lines[3]) };
  rmSync(file, { force: true });
  return undefined;
}

/** Fast shutdown: running transactions roll back, everything committed is on disk. It removes its file, then ends. */
export async function stopPostmaster(cluster: string, pid: number) {
  if (!lives(pid)) return;
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  const deadline = performance.now() + 20_000;
  const goesOn = () => existsSync(join(cluster, "postmaster.pid")) || lives(pid);
  while (goesOn() && performance.now() < deadline) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A process that ended but that nobody asked after yet (a zombie, without a command) no longer lives. */
export function lives(pid: number) {
  try {
    process.kill(pid, 0);
    return commandOf(pid) !== "";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function commandOf(pid: number) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "postgres";
  }
}

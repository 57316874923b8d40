import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Setup, StartError } from "@/scripts/process/environment";

export type Child = { name: string; pid(): number | undefined; ready(): Promise<void>; stop(): Promise<void> };

const READY_TIMEOUT_MS = 60_000;
const RESTARTS_MAX = 5;
/** Who lived so long before it ended did start: what comes is not one failure over and over. */
const STEADY_MS = 60_000;
const GRACE_MS = 15_000;

const portOf = { web: "webPort", worker: "workerPort", voice: "voicePort" } as const;

/** Starts a process of the product, restarts it with growing pauses when it dies, and gives up with a sentence. */
export function startChild(options: {
  name: keyof typeof portOf;
  script: string[];
  setup: Setup;
  failed(sentence: string): void;
}): Child {
  const { name, script, setup, failed } = options;
  const logFile = join(setup.logDir, `${name}.log`);
  let current: ChildProcess | undefined;
  let stopping = false;
  let restarts = 0;

  const launch = () => {
    const log = openSync(logFile, "a");
    // A process group of its own: Ctrl-C reaches the supervisor alone, which stops its children in order.
    const child = spawn(process.execPath, script, {
      cwd: setup.root,
      env: { ...process.env, DUELANE_PROCESS: name },
      // By the channel a child learns that the supervisor was killed, and ends itself.
      stdio: ["ignore", log, log, "ipc"],
      detached: true,
    });
    current = child;
    const startedAt = performance.now();
    remember(setup.dataDir, name, child.pid);
    child.on("exit", (code, signal) => {
      if (stopping) return;
      restarts = performance.now() - startedAt > STEADY_MS ? 1 : restarts + 1;
      if (restarts > RESTARTS_MAX)
        return failed(`The ${name} process keeps ending (${signal ?? code}): see ${logFile}.`);
      console.error(`The ${name} process ended (${signal ?? code}) and is started again; see ${logFile}.`);
      setTimeout(launch, 250 * 2 ** restarts);
    });
  };
  launch();

  return {
    name,
    pid: () => current?.pid,
    ready: () =>
      untilReady(
        name,
        `http://${setup.localHost}:${setup[portOf[name]]}/readyz`,
        () => restarts > RESTARTS_MAX,
        logFile,
      ),
    stop: async () => {
      stopping = true;
      if (current) await end(current);
    },
  };
}

async function untilReady(name: string, address: string, gaveUp: () => boolean, logFile: string) {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline && !gaveUp()) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new StartError(`The ${name} process did not become ready: see ${logFile}.`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    child.once("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill("SIGTERM");
  });
}

/** Stops all of them at once and forgets them. */
export async function stopChildren(children: Child[], dataDir: string): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
  rmSync(runFile(dataDir), { force: true });
}

/** Takes the data folder for this supervisor; refuses where another one lives, whose children it would end. */
export async function takeOver(dataDir: string): Promise<void> {
  const { supervisor } = readRunFile(dataDir);
  if (supervisor !== undefined && commandOf(supervisor).includes("scripts/supervise.ts")) {
    throw new StartError(
      `Duelane runs already with the data folder ${dataDir} (process ${supervisor}): stop it with Ctrl-C where it runs, or set DUELANE_DATA_DIR and PORT to others.`,
    );
  }
  await stopLeftovers(dataDir);
  writeFileSync(runFile(dataDir), JSON.stringify({ supervisor: process.pid }));
}

/** After a `kill -9` of the supervisor its children end by themselves; those still at it, or stuck, the next start ends. */
export async function stopLeftovers(dataDir: string): Promise<void> {
  for (const pid of Object.values(readRunFile(dataDir))) {
    if (!isOurs(pid)) continue;
    process.kill(pid, "SIGTERM");
    const deadline = performance.now() + GRACE_MS;
    while (isOurs(pid) && performance.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    if (isOurs(pid)) process.kill(pid, "SIGKILL");
  }
  rmSync(runFile(dataDir), { force: true });
}

const isOurs = (pid: number) =>
  /inngest\/worker\/main\.ts|server\/voice\/main\.ts|scripts\/web\.ts|next-server/.test(commandOf(pid));

/** The command line of a living process; empty when there is none. Linux tells by files, other systems by a command. */
function commandOf(pid: number): string {
  if (!existsSync("/proc/self/cmdline"))
    return spawnSync("ps", ["-o", "command=", "-ww", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

const runFile = (dataDir: string) => join(dataDir, "running.json");

function readRunFile(dataDir: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(runFile(dataDir), "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}

function remember(dataDir: string, name: string, pid: number | undefined) {
  if (pid) writeFileSync(runFile(dataDir), JSON.stringify({ ...readRunFile(dataDir), [name]: pid }));
}

import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const PORT = 3460;
const dataDir = mkdtempSync("/var/tmp/duelane-recover-");
// PostgreSQL runs as another user when we are root, and must get there.
chmodSync(dataDir, 0o755);

function start(): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/supervise.ts"], {
    detached: true,
    env: {
      ...process.env,
      DATABASE_URL: "",
      DUELANE_DATA_DIR: dataDir,
      PORT: String(PORT),
      WORKER_PORT: String(PORT + 1),
      DUELANE_POSTGRES_PORT: "",
    },
  });
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  return { child, said: () => said, ended: new Promise((done) => child.on("exit", done)) };
}

const answers = (port: number, address = "127.0.0.1") =>
  fetch(`http://${address}:${port}/readyz`).then(
    (r) => r.ok,
    () => false,
  );
const addressesOfThisMachine = () =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap((each) => (each.internal || each.family !== "IPv4" ? [] : [each.address])),
  );
const postmaster = () => Number(readFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
/** A process that ended but that nobody has asked after yet is a zombie: it no longer lives. */
const lives = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));

test("a kill -9 ends everything within seconds and loses nothing: the next start takes over, Ctrl-C ends it in order", async () => {
  await test.step("first start makes the demo and says how to sign in", async () => {
    const first = start();
    await expect.poll(first.said, { timeout: 60_000 }).toContain(`Duelane is ready at http://localhost:${PORT}`);
    expect(first.said()).toMatch(/Demo sign-in: \S+@\S+ \/ \S+/);
    expect(await answers(PORT), "this machine reaches it").toBe(true);
    for (const address of addressesOfThisMachine()) {
      expect(await answers(PORT, address), `others reach the web server at ${address}`).toBe(false);
      expect(await answers(PORT + 1, address), `others reach the worker at ${address}`).toBe(false);
    }
    const database = postmaster();
    first.child.kill("SIGKILL");
    await first.ended;
    await expect.poll(() => answers(PORT), { timeout: 12_000 }).toBe(false);
    await expect.poll(() => answers(PORT + 1), { timeout: 12_000 }).toBe(false);
    await expect.poll(() => lives(database), { timeout: 12_000 }).toBe(false);
  });

  await test.step("the next start, killed as well", async () => {
    const next = start();
    await expect.poll(next.said, { timeout: 60_000 }).toContain("Duelane is ready");
    next.child.kill("SIGKILL");
    await next.ended;
  });

  const demoBefore = readFileSync(join(dataDir, "demo-sign-in.json"), "utf8");
  const second = start();
  await expect.poll(second.said, { timeout: 60_000 }).toContain("Duelane is ready");
  expect(readFileSync(join(dataDir, "demo-sign-in.json"), "utf8")).toBe(demoBefore);
  expect(await answers(PORT)).toBe(true);
  expect(await answers(PORT + 1)).toBe(true);

  const database = postmaster();
  second.child.kill("SIGINT");
  expect(await second.ended).toBe(0);
  expect(await answers(PORT)).toBe(false);
  expect(await answers(PORT + 1)).toBe(false);
  expect(lives(database)).toBe(false);
});

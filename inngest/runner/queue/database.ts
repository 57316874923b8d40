// The runner's own connections: every one takes on the role that owns the queue's schemas and nothing else.
import pg from "pg";

export const QUEUE_ROLE = "duelane_queue";
/** The runner's tables. */
export const STATE_SCHEMA = "duelane_runner";
/** graphile-worker's tables. */
export const JOBS_SCHEMA = "duelane_jobs";

export type QueueClient = Pick<pg.ClientBase, "query">;

/** A pool whose connections act as the queue role. */
export function openQueuePool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...queueConnection(databaseUrl), max, idleTimeoutMillis: 30_000 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Connection settings of the queue role; `driver` in the URL is ours, not PostgreSQL's. */
export function queueConnection(databaseUrl: string): pg.ClientConfig {
  const url = new URL(databaseUrl);
  url.searchParams.delete("driver");
  return {
    connectionString: url.toString(),
    options: `-c role=${QUEUE_ROLE} -c search_path=${STATE_SCHEMA}`,
    application_name: "duelane-runner",
  };
}

const RETRIABLE = new Set(["40001", "40P01"]);

/** One transaction; deadlocks and serialisation failures are tried again. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: QueueClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failure: Error) => {
        broken = failure;
      });
      const code = (error as { code?: string }).code ?? "";
      if (!RETRIABLE.has(code) || attempt >= 5) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** Whether the database is away: SQLSTATE class 08 and 57P, and what pg throws without a code when the socket goes. */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code && /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/.test(code))
    return true;
  return code === undefined && /connection|terminat|timeout/i.test(message ?? "");
}

// Whether a process can serve.
import { sql } from "drizzle-orm";
import journal from "@/db/migrations/meta/_journal.json" with { type: "json" };
import { asSystem } from "@/db/system-transaction";

export type Readiness = {
  ready: boolean;
  database: "ok" | "unreachable";
  migrations: "ok" | "behind" | "unknown";
  queue: "ok" | "missing" | "external" | "unknown";
};

const EMBEDDED_QUEUE_SCHEMA = "duelane_runner";
/** A database that does not answer for so long is not there, whatever its socket says. */
const ANSWER_WITHIN_MS = 4_000;

/** `embeddedQueue` is false where Inngest itself drives the functions: it has a health of its own. */
export async function checkReadiness(options: { embeddedQueue: boolean }): Promise<Readiness> {
  try {
    const asked = asSystem("readiness", async (tx) => {
      const result = await tx.execute<{ applied: number; queue: boolean }>(sql`
        select (select count(*)::int from drizzle.__drizzle_migrations) as applied,
               exists (select 1 from pg_namespace where nspname = ${EMBEDDED_QUEUE_SCHEMA}) as queue`);
      return result.rows[0];
    });
    const found = await answeredInTime(asked);
    const migrations = (found?.applied ?? 0) >= journal.entries.length ? "ok" : "behind";
    const queue = !options.embeddedQueue ? "external" : found?.queue ? "ok" : "missing";
    return { ready: migrations === "ok" && queue !== "missing", database: "ok", migrations, queue };
  } catch {
    return { ready: false, database: "unreachable", migrations: "unknown", queue: "unknown" };
  }
}

async function answeredInTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not answer.")), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

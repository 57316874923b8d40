import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openConnection } from "@/db/client";
import { databaseRefusal } from "@/server/errors";

test("a database that hangs is said to be away, and once it answers again all is as before", async () => {
  const { db, transaction, close } = openConnection(process.env.DATABASE_URL ?? "", {
    maxConnections: 1,
    answerWithinMs: 500,
  });
  const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const pid = rows[0]?.pid ?? 0;
  process.kill(pid, "SIGSTOP");
  try {
    const startedAt = performance.now();
    const work = transaction((tx) => tx.execute(sql`select 1`));
    const refusal = databaseRefusal(await work.catch((error: unknown) => error));
    expect(refusal?.code).toBe("UNAVAILABLE");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  expect((await db.execute(sql`select 2 as n`)).rows).toEqual([{ n: 2 }]);
  await close();
});

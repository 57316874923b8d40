import { neonConfig } from "@neondatabase/serverless";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, closeSharedConnection, openConnection, sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import { startWebSocketProxy } from "@/db/testing/websocket-proxy";
import { makeWorkspace } from "@/server/testing/workspace";

let proxy: Awaited<ReturnType<typeof startWebSocketProxy>>;
let plainUrl: string;
let neonUrl: string;

beforeAll(async () => {
  plainUrl = process.env.DATABASE_URL ?? "";
  const url = new URL(plainUrl);
  proxy = await startWebSocketProxy({ host: url.hostname, port: Number(url.port) });
  neonConfig.wsProxy = () => proxy.address;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;
  url.searchParams.set("driver", "neon");
  neonUrl = url.toString();
});

afterAll(() => proxy.close());

test.each(["pg", "neon"] as const)("%s: the same transactions, isolation and rollback", async (driver) => {
  await closeSharedConnection();
  process.env.DATABASE_URL = driver === "neon" ? neonUrl : plainUrl;
  expect(sharedConnection().driver).toBe(driver);
  const before = proxy.connections();

  const [a, b] = [await makeWorkspace(), await makeWorkspace()];
  const seen = await withTenant(a.ctx, (tx) => tx.execute(sql`select id from tenants`));
  expect(seen.rows).toEqual([{ id: a.ctx.tenantId }]);

  const failing = withTenant(b.ctx, async (tx) => {
    await tx.execute(sql`update tenants set name = 'changed' where id = ${b.ctx.tenantId}`);
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  const kept = await withTenant(b.ctx, (tx) => tx.execute(sql`select name from tenants`));
  expect(kept.rows).toEqual([{ name: "Test Freight" }]);
  expect(proxy.connections() > before).toBe(driver === "neon");

  await closeSharedConnection();
  process.env.DATABASE_URL = plainUrl;
});

test("a Neon host is reached by Neon's driver, any other by pg", async () => {
  const opened: Connection[] = [
    openConnection("postgresql://u:p@ep-cool-name-123456.eu-central-1.aws.neon.tech/db"),
    openConnection("postgresql://u:p@db.example.com/db"),
  ];
  expect(opened.map((connection) => connection.driver)).toEqual(["neon", "pg"]);
  await Promise.all(opened.map((connection) => connection.close()));
});

test.each(["pg", "neon"] as const)(
  "%s: a connection that is lost between two statements fails its transaction, not the process",
  async (driver) => {
    await closeSharedConnection();
    process.env.DATABASE_URL = driver === "neon" ? neonUrl : plainUrl;
    const { ctx } = await makeWorkspace();
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on("uncaughtException", hear);
    const broken = withTenant(ctx, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await endBackend(rows[0]?.pid ?? 0);
      await tx.execute(sql`select 1`);
    });
    await expect(broken).rejects.toThrow();
    process.off("uncaughtException", hear);
    expect(unheard).toEqual([]);
    expect((await withTenant(ctx, (tx) => tx.execute(sql`select 1`))).rowCount).toBe(1);
    await closeSharedConnection();
    process.env.DATABASE_URL = plainUrl;
  },
);

/** Ends it as an operator or a failover does, and waits until the news has come. */
async function endBackend(pid: number) {
  const other = new pg.Client({ connectionString: process.env.DUELANE_TEST_SERVER_URL });
  await other.connect();
  await other.query("select pg_terminate_backend($1, 5000)", [pid]);
  await other.end();
  await new Promise((done) => setImmediate(() => setImmediate(done)));
}

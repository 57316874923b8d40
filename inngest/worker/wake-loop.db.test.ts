import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import type { WorkerLoop } from "@/inngest/worker/loop";
import { startWakeLoop } from "@/inngest/worker/wake-loop";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

let loop: WorkerLoop | undefined;
afterEach(() => loop?.stop());

const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 3)]);
const touchesOf = async (ctx: TenantContext) => {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ touches: number }>(
      sql`select count(*)::int as touches from touches where tenant_id = ${ctx.tenantId}`,
    ),
  );
  return rows[0]?.touches;
};

/** The database asks to try again, each time. */
async function refuseTouchesOf(tenantIds: string[]) {
  const { db } = sharedConnection();
  await db.execute(
    sql.raw(`
    create function refuse_touch() returns trigger language plpgsql as $$ begin
      if new.tenant_id = any('{${tenantIds.join()}}'::uuid[]) then raise exception 'refused' using errcode = '40001'; end if;
      return new; end $$`),
  );
  await db.execute(
    sql.raw("create trigger refuse before insert on touches for each row execute function refuse_touch()"),
  );
}

test("workspaces that cannot be worked off keep no other waiting", async () => {
  const broken = await Promise.all(Array.from({ length: 8 }, () => makeWorkspace()));
  for (const { ctx } of broken) {
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
  }
  await refuseTouchesOf(broken.map(({ ctx }) => ctx.tenantId));
  const { ctx } = await makeWorkspace();
  await makeDebtor(ctx);
  await startCampaign(ctx, graph);
  loop = await startWakeLoop(process.env.DATABASE_URL ?? "", 2);
  await vi.waitFor(async () => expect(await touchesOf(ctx)).toBe(1), { timeout: 4_000, interval: 50 });
  for (const each of broken) expect(await touchesOf(each.ctx)).toBe(0);
});

test("a debtor who enters a campaign is woken by the worker's loop, without a sweep", async () => {
  const { ctx } = await makeWorkspace();
  await makeDebtor(ctx);
  loop = await startWakeLoop(process.env.DATABASE_URL ?? "", 2);
  await startCampaign(ctx, graph);
  await vi.waitFor(async () => expect(await touchesOf(ctx)).toBe(1), { timeout: 15_000, interval: 50 });
});

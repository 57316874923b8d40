import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import type { WorkerLoop } from "@/inngest/worker/loop";
import { startWakeLoop } from "@/inngest/worker/wake-loop";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { makeWorkspace } from "@/server/testing/workspace";

let loop: WorkerLoop | undefined;
afterEach(() => loop?.stop());

test("a debtor who enters a campaign is woken by the worker's loop, without a sweep", async () => {
  const { ctx } = await makeWorkspace();
  await makeDebtor(ctx);
  loop = await startWakeLoop(process.env.DATABASE_URL ?? "");
  await startCampaign(ctx, lineGraph([steps.email("mail"), steps.waitDays("pause", 3)]));
  await vi.waitFor(
    async () => {
      const { rows } = await withTenant(ctx, (tx) =>
        tx.execute<{ touches: number }>(
          sql`select count(*)::int as touches from touches where tenant_id = ${ctx.tenantId}`,
        ),
      );
      expect(rows[0]?.touches).toBe(1);
    },
    { timeout: 15_000, interval: 50 },
  );
});

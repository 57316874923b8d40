import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { makeWorkspace } from "@/server/testing/workspace";

test("campaigns launched at the same moment never take in the same debtor twice", async () => {
  const { ctx } = await makeWorkspace();
  for (let i = 0; i < 12; i += 1) await makeDebtor(ctx);
  const graph = lineGraph([steps.email("mail")]);
  await Promise.all([1, 2, 3].map(() => startCampaign(ctx, graph)));
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ live: number; debtors: number }>(sql`
      select count(*)::int as live, count(distinct debtor_id)::int as debtors from enrollments where status <> 'done'`),
  );
  expect(rows).toEqual([{ live: 12, debtors: 12 }]);
});

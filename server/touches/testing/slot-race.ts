// Many attempts at once on the last free slot of a cap; for the database test and the benchmark.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import type { TenantContext } from "@/server/tenant-context";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

/** One contact in seven days and no rest between contacts: the first to come takes the only slot. */
export function allowOneContact(ctx: TenantContext) {
  return withTenant(ctx, (tx) =>
    tx.execute(sql`
      update tenants set house_policy = '{"maxContactsPer7Days": 1, "minGapHours": 0}' where id = ${ctx.tenantId}`),
  );
}

/** How many of the attempts may leave now. Half of them are for another debtor at the same address. */
export async function raceForSlot(ctx: TenantContext, attempts: number): Promise<number> {
  const first = await makeDebtor(ctx);
  const second = await makeDebtor(ctx, { email: first.email });
  const results = await Promise.all(
    Array.from({ length: attempts }, (_, nth) => {
      const debtor = nth % 2 === 0 ? first : second;
      return withTenant(ctx, (tx) =>
        queueTouch(tx, ctx, {
          key: `race:${first.debtorId}:${nth}`,
          purpose: "reminder",
          debtorId: debtor.debtorId,
          channel: "email",
          content: { type: "text", text: "Please pay." },
        }),
      );
    }),
  );
  return results.filter(({ verdict }) => verdict === "allow").length;
}

import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";

test("without a bound tenant nothing is visible, and a tenant sees only itself", async () => {
  const ids = ["0198a000-0000-7000-8000-00000000000a", "0198a000-0000-7000-8000-00000000000b"];
  await asSystem("create-workspace", async (tx) => {
    for (const id of ids) {
      await tx.execute(sql`insert into tenants (id, slug, name, mode, country, time_zone, currency, created_at)
        values (${id}, ${id}, 'A', 'sandbox', 'US', 'America/Chicago', 'USD', now())`);
    }
  });
  const seen = await withTenant({ tenantId: ids[0] ?? "" }, (tx) => tx.execute(sql`select id from tenants`));
  expect(seen.rows).toEqual([{ id: ids[0] }]);
});

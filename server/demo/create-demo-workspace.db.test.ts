import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { createDemoWorkspace } from "@/server/demo/create-demo-workspace";

const announced: string[] = [];
const queue = {
  announce: async ({ name }: { name: string }) => {
    announced.push(name);
  },
};

test("the demo workspace is full, consistent, and made once", async () => {
  const made = await createDemoWorkspace("a-demo-password", queue);
  if (!made) throw new Error("not made");
  const { rows } = await withTenant(made, (tx) =>
    tx.execute(sql`select
      (select count(*)::int from debtors) as debtors,
      (select count(*)::int from invoices) as invoices,
      (select count(*)::int from invoices i where paid_minor <>
        (select coalesce(sum(a.amount_minor), 0) from payment_allocations a where a.invoice_id = i.id)) as unbalanced,
      (select coalesce(sum(open_minor), 0)::bigint from debtor_balances) as balances,
      (select coalesce(sum(open_minor), 0)::bigint from invoices where status = 'open') as open`),
  );
  const counts = rows[0] as Record<string, number | string>;
  expect(counts.debtors).toBe(60);
  expect(counts.invoices).toBeGreaterThan(300);
  expect(counts.unbalanced).toBe(0);
  expect(counts.balances).toBe(counts.open);
  expect(await createDemoWorkspace("another-password", queue)).toBeUndefined();
  expect(announced).toEqual(["campaign/launched"]);
});

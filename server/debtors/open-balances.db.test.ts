import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { invoices } from "@/db/schema/invoices";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { openBalances } from "@/server/debtors/open-balances";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import { makeWorkspace } from "@/server/testing/workspace";

test("what is open is summed in each currency, and what was due before the day apart from it", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId, invoiceIds } = await makeDebtor(ctx, { amounts: [70_450, 50_000, 9_900, 1], dueOn: "2026-02-01" });
  await makeDebtor(ctx, { amounts: [1_000_000] });
  const [, later = "", foreign = "", settled = ""] = invoiceIds;
  const open = (today: string) => withTenant(ctx, (tx) => openBalances(tx, ctx, debtorId, today));
  await withTenant(ctx, async (tx) => {
    await tx.update(invoices).set({ dueOn: "2026-03-02" }).where(eq(invoices.id, later));
    await tx.update(invoices).set({ currency: "INR", dueOn: "2026-04-01" }).where(eq(invoices.id, foreign));
    await tx.update(invoices).set({ status: "void" }).where(eq(invoices.id, settled));
    await refreshBalances(tx, ctx, [debtorId]);
  });
  expect(await open("2026-03-02")).toEqual([
    { currency: "INR", openMinor: 9_900, overdueMinor: 0 },
    { currency: "USD", openMinor: 120_450, overdueMinor: 70_450 },
  ]);
  expect(await open("2026-02-01")).toContainEqual({ currency: "USD", openMinor: 120_450, overdueMinor: 0 });
});

import { and, eq, gt } from "drizzle-orm";
import { invoices, promises } from "@/db/schema/invoices";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openBalances } from "@/server/debtors/open-balances";
import type { MoneyNow } from "@/server/flows/interpreter/facts";
import type { Held } from "@/server/flows/skills/held";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const invoicesMax = 50;

/** What is owed, promised and disputed at this moment, as a conversation knows it. */
export async function moneyOf(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<MoneyNow> {
  const { today } = await workspaceDay(tx, ctx);
  const open = await tx
    .select({
      id: invoices.id,
      number: invoices.number,
      openMinor: invoices.openMinor,
      currency: invoices.currency,
      dueOn: invoices.dueOn,
      isDisputed: invoices.hasOpenDispute,
    })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, ctx.tenantId),
        eq(invoices.debtorId, debtorId),
        eq(invoices.status, "open"),
        gt(invoices.openMinor, 0),
      ),
    )
    .orderBy(invoices.dueOn, invoices.number)
    .limit(invoicesMax);
  const [promise] = await tx
    .select({ amountMinor: promises.amountMinor, currency: promises.currency, dueOn: promises.dueOn })
    .from(promises)
    .where(and(eq(promises.tenantId, ctx.tenantId), eq(promises.debtorId, debtorId), eq(promises.status, "open")))
    .orderBy(promises.dueOn)
    .limit(1);
  return {
    balances: await openBalances(tx, ctx, debtorId, today),
    invoices: open,
    ...(promise && { promise }),
  };
}

export async function lookUpAccount(tx: TenantTransaction, ctx: TenantContext, held: Held) {
  return { money: await moneyOf(tx, ctx, held.debtorId) };
}

export async function listInvoices(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { onlyOverdue?: boolean },
) {
  const { today } = await workspaceDay(tx, ctx);
  const { invoices: all } = await moneyOf(tx, ctx, held.debtorId);
  return { invoices: all.filter((invoice) => !args.onlyOverdue || invoice.dueOn < today) };
}

import { and, eq, isNull } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { checkouts, payLinks } from "@/db/schema/payments";
import { tenants } from "@/db/schema/tenancy";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { found } from "@/server/errors";
import type { PayPage } from "@/server/payments/contract";
import { payableInvoices } from "@/server/payments/lines/payable-invoices";
import type { OpenedLink } from "@/server/payments/links/resolve-pay-link";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";

/** Everything the pay page shows. The first opening is remembered and told to the journeys, once. */
export async function openPayPage(
  ctx: TenantContext,
  link: OpenedLink,
  options: { checkoutId?: string; opened: boolean },
): Promise<PayPage> {
  return withTenant(ctx, async (tx) => {
    const workspace = found((await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId)))[0], "The workspace");
    const page: PayPage = {
      state: link.state,
      workspace: {
        name: workspace.name,
        phone: workspace.phone,
        email: workspace.email,
        sandbox: workspace.mode === "sandbox",
      },
      debtor: null,
      today: dayIn(workspace.timeZone, ctx.clock.now()),
      invoices: [],
      checkout: null,
    };
    if (link.state !== "live") return page;
    const debtor = await tx
      .select({ name: debtors.name, language: debtors.language, country: debtors.country })
      .from(debtors)
      .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, link.debtorId)));
    if (options.opened) await markOpened(tx, ctx, link);
    page.debtor = found(debtor[0], "The debtor");
    page.invoices = await payableInvoices(tx, ctx, link.debtorId);
    page.checkout = options.checkoutId ? await checkoutOf(tx, ctx, link, options.checkoutId) : null;
    return page;
  });
}

async function markOpened(tx: TenantTransaction, ctx: TenantContext, link: OpenedLink) {
  const first = await tx
    .update(payLinks)
    .set({ openedAt: ctx.clock.now() })
    .where(and(eq(payLinks.tenantId, ctx.tenantId), eq(payLinks.id, link.linkId), isNull(payLinks.openedAt)))
    .returning({ id: payLinks.id });
  if (first.length === 0) return;
  const { debtorId, touchId } = link;
  await signalDebtor(tx, ctx, { debtorId, kind: "link_opened", ...(touchId ? { touchId } : {}) });
}

async function checkoutOf(tx: TenantTransaction, ctx: TenantContext, link: OpenedLink, checkoutId: string) {
  const rows = await tx
    .select({ status: checkouts.status, currency: checkouts.currency, amountMinor: checkouts.amountMinor })
    .from(checkouts)
    .where(
      and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, checkoutId), eq(checkouts.debtorId, link.debtorId)),
    );
  const row = rows[0];
  return row ? { id: toPublicId("checkout", checkoutId), ...row } : null;
}

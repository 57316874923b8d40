import { and, desc, eq } from "drizzle-orm";
import { contactPoints } from "@/db/schema/debtors";
import { checkouts } from "@/db/schema/payments";
import { touches } from "@/db/schema/touches";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { writeAudit } from "@/server/mutate";
import type { PayableInvoice } from "@/server/payments/contract";
import { lockDebtors } from "@/server/payments/internal";
import type { Line } from "@/server/payments/lines/allocate";
import { type Choice, type ChoiceProblem, chooseLines } from "@/server/payments/lines/choose-lines";
import { payableInvoices } from "@/server/payments/lines/payable-invoices";
import type { OpenedLink } from "@/server/payments/links/resolve-pay-link";
import type { CheckoutPort } from "@/server/payments/ports";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { addInZone } from "@/server/time/calendar";

/** A vendor's checkout lasts a day; half of one is always still usable. */
const reusableHours = 12;

/** `stale`: the sum the debtor agreed to is not what it comes to now. */
export type StartProblem = ChoiceProblem | "stale";

type Prepared = {
  checkout: typeof checkouts.$inferSelect;
  lines: { description: string; amountMinor: number }[];
  customerEmail: string | null;
};

/**
 * Begins a payment of what the debtor chose, checked against what is open at this moment, and answers where to pay.
 * The same choice made twice leads to the same checkout, at us and at the vendor.
 */
export async function startCheckout(
  ctx: TenantContext,
  port: CheckoutPort,
  link: OpenedLink,
  input: {
    currency: string;
    choice: Choice;
    expectedMinor?: number;
    language: string;
    payPageUrl: string;
    describe(invoice: PayableInvoice): string;
  },
): Promise<{ checkoutId: string; url: string } | { problem: StartProblem; mostMinor: number }> {
  const prepared = await withTenant(ctx, (tx) => prepare(tx, ctx, port, link, input));
  if ("problem" in prepared) return prepared;
  const { checkout, lines, customerEmail } = prepared;
  const back = `${input.payPageUrl}?lang=${input.language}`;
  const successUrl = `${back}&checkout=${toPublicId("checkout", checkout.id)}`;
  if (checkout.providerRef) {
    const known = await port.retrieve({ tenantId: ctx.tenantId, providerRef: checkout.providerRef });
    // Paid or given up meanwhile: the page it comes back to tells how it ended.
    if (known.status !== "open") return { checkoutId: checkout.id, url: successUrl };
    if (known.url) return { checkoutId: checkout.id, url: known.url };
  }
  const created = await port.create({
    tenantId: ctx.tenantId,
    checkoutId: checkout.id,
    idempotencyKey: `checkout:${checkout.id}`,
    currency: checkout.currency,
    lines,
    customerEmail,
    language: input.language,
    payPageUrl: input.payPageUrl,
    successUrl,
    cancelUrl: back,
  });
  await withTenant(ctx, (tx) =>
    tx
      .update(checkouts)
      .set({ providerRef: created.providerRef })
      .where(and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, checkout.id))),
  );
  return { checkoutId: checkout.id, url: created.url };
}

async function prepare(
  tx: TenantTransaction,
  ctx: TenantContext,
  port: CheckoutPort,
  link: OpenedLink,
  input: { currency: string; choice: Choice; expectedMinor?: number; describe(invoice: PayableInvoice): string },
): Promise<Prepared | { problem: StartProblem; mostMinor: number }> {
  await lockDebtors(tx, ctx, [link.debtorId]);
  const invoices = await payableInvoices(tx, ctx, link.debtorId);
  const chosen = chooseLines(input.currency, invoices, input.choice);
  if ("problem" in chosen) return { problem: chosen.problem, mostMinor: chosen.mostMinor ?? 0 };
  if (input.expectedMinor !== undefined && input.expectedMinor !== chosen.amountMinor)
    return { problem: "stale", mostMinor: chosen.amountMinor };
  const checkout =
    (await sameOpenCheckout(tx, ctx, link, port, input.currency, chosen.lines)) ??
    (await insertCheckout(tx, ctx, link, port, { currency: input.currency, ...chosen }));
  const byId = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
  const lines = chosen.lines.map((line) => ({
    description: input.describe(found(byId.get(line.invoiceId), "The invoice")),
    amountMinor: line.amountMinor,
  }));
  return { checkout, lines, customerEmail: await addressWritten(tx, ctx, link) };
}

async function sameOpenCheckout(
  tx: TenantTransaction,
  ctx: TenantContext,
  link: OpenedLink,
  port: CheckoutPort,
  currency: string,
  lines: Line[],
) {
  const rows = await tx
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.tenantId, ctx.tenantId),
        eq(checkouts.payLinkId, link.linkId),
        eq(checkouts.status, "open"),
        eq(checkouts.provider, port.name),
        eq(checkouts.currency, currency),
      ),
    )
    .orderBy(desc(checkouts.createdAt))
    .limit(20);
  const now = ctx.clock.now();
  const oldest = addInZone("UTC", now, { amount: -reusableHours, unit: "hours" });
  // One without an answer from the vendor is being made right now, or never will be: its key may have been used up.
  const beingMade = addInZone("UTC", now, { amount: -1, unit: "minutes" });
  return rows.find(
    (row) => row.createdAt > (row.providerRef ? oldest : beingMade) && sameLines(row.lines as Line[], lines),
  );
}

function sameLines(a: Line[], b: Line[]): boolean {
  return (
    a.length === b.length &&
    a.every((line, i) => line.invoiceId === b[i]?.invoiceId && line.amountMinor === b[i]?.amountMinor)
  );
}

async function insertCheckout(
  tx: TenantTransaction,
  ctx: TenantContext,
  link: OpenedLink,
  port: CheckoutPort,
  chosen: { currency: string; amountMinor: number; lines: Line[] },
) {
  const rows = await tx
    .insert(checkouts)
    .values({
      tenantId: ctx.tenantId,
      id: ctx.chance.id(),
      debtorId: link.debtorId,
      payLinkId: link.linkId,
      provider: port.name,
      status: "open",
      createdAt: ctx.clock.now(),
      ...chosen,
    })
    .returning();
  const checkout = found(rows[0], "The checkout");
  const { currency, amountMinor } = chosen;
  await writeAudit(tx, ctx, "payments.record", {
    kind: "checkout",
    id: checkout.id,
    details: { currency, amountMinor, invoices: chosen.lines.length },
  });
  return checkout;
}

/** The address the link itself was sent to: whoever holds it knows it already. */
async function addressWritten(tx: TenantTransaction, ctx: TenantContext, link: OpenedLink): Promise<string | null> {
  if (!link.touchId) return null;
  const rows = await tx
    .select({ address: contactPoints.address })
    .from(touches)
    .innerJoin(
      contactPoints,
      and(eq(contactPoints.tenantId, ctx.tenantId), eq(contactPoints.id, touches.contactPointId)),
    )
    .where(and(eq(touches.tenantId, ctx.tenantId), eq(touches.id, link.touchId), eq(contactPoints.kind, "email")));
  return rows[0]?.address ?? null;
}

// For *.db.test.ts: debtors, invoices and payments as rows, with balances kept.
import { and, eq } from "drizzle-orm";
import { contactPoints, contacts, debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";
import { paymentAllocations, payments } from "@/db/schema/payments";
import { withTenant } from "@/db/tenant-transaction";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import type { TenantContext } from "@/server/tenant-context";

export async function makeDebtor(
  ctx: TenantContext,
  values: Partial<typeof debtors.$inferInsert> & { email?: string; phone?: string; contact?: string } = {},
): Promise<string> {
  const { email, phone, contact, ...row } = values;
  const id = ctx.chance.id();
  const now = ctx.clock.now();
  await withTenant(ctx, async (tx) => {
    await tx.insert(debtors).values({
      tenantId: ctx.tenantId,
      id,
      externalId: `D-${id.slice(-6)}`,
      name: "Acme Produce",
      kind: "company",
      country: "US",
      createdAt: now,
      updatedAt: now,
      ...row,
    });
    if (!email && !phone) return;
    const contactId = ctx.chance.id();
    const own = { tenantId: ctx.tenantId, debtorId: id, createdAt: now };
    await tx.insert(contacts).values({ ...own, id: contactId, name: contact ?? "Pat Doe", isPrimary: true });
    for (const [kind, address] of [
      ["email", email],
      ["phone", phone],
    ] as const) {
      if (address) await tx.insert(contactPoints).values({ ...own, id: ctx.chance.id(), contactId, kind, address });
    }
  });
  return id;
}

export async function makeInvoice(
  ctx: TenantContext,
  debtorId: string,
  values: Partial<typeof invoices.$inferInsert> & { number: string },
): Promise<string> {
  const id = ctx.chance.id();
  const now = ctx.clock.now();
  await withTenant(ctx, async (tx) => {
    await tx.insert(invoices).values({
      tenantId: ctx.tenantId,
      id,
      debtorId,
      numberKey: values.number.toUpperCase(),
      issuedOn: "2026-01-01",
      dueOn: "2026-01-31",
      currency: "USD",
      amountMinor: 100_00,
      status: "open",
      createdAt: now,
      updatedAt: now,
      ...values,
    });
    await refreshBalances(tx, ctx, [debtorId]);
  });
  return id;
}

/** A payment that settled part or all of an invoice at that instant, as if it had been recorded then. */
export async function payInvoice(
  ctx: TenantContext,
  of: {
    debtorId: string;
    invoiceId: string;
    amountMinor: number;
    receivedAt: Date;
    paidMinor: number;
    settled: boolean;
  },
): Promise<string> {
  const paymentId = ctx.chance.id();
  await withTenant(ctx, async (tx) => {
    const own = { tenantId: ctx.tenantId, createdAt: ctx.clock.now(), amountMinor: of.amountMinor };
    await tx.insert(payments).values({
      ...own,
      id: paymentId,
      debtorId: of.debtorId,
      currency: "USD",
      status: "succeeded",
      method: "history",
      receivedAt: of.receivedAt,
    });
    await tx.insert(paymentAllocations).values({ ...own, id: ctx.chance.id(), paymentId, invoiceId: of.invoiceId });
    await tx
      .update(invoices)
      .set({ paidMinor: of.paidMinor, status: of.settled ? "paid" : "open" })
      .where(and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, of.invoiceId)));
    await refreshBalances(tx, ctx, [of.debtorId]);
  });
  return paymentId;
}

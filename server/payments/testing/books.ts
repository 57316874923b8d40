// For this folder's *.db.test.ts: debtors and invoices of a workspace, and what stands in the books.
import { and, eq, isNull, sql } from "drizzle-orm";
import { contactPoints, contacts, debtorBalances, debtors, tasks } from "@/db/schema/debtors";
import { disputes, invoices } from "@/db/schema/invoices";
import { campaigns, enrollments, journeys, journeyVersions } from "@/db/schema/journeys";
import { payments } from "@/db/schema/payments";
import { withTenant } from "@/db/tenant-transaction";
import { realChance } from "@/server/chance";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import type { TenantContext } from "@/server/tenant-context";

/** A debtor with a verified e-mail address in New York. */
export async function makeDebtor(ctx: TenantContext, values: Partial<typeof debtors.$inferInsert> = {}) {
  const id = realChance.id();
  const now = ctx.clock.now();
  await withTenant(ctx, async (tx) => {
    await tx.insert(debtors).values({
      tenantId: ctx.tenantId,
      id,
      externalId: id,
      name: "Northbound Steel & Co",
      kind: "company",
      country: "US",
      region: "NY",
      postalCode: "10001",
      addressVerified: true,
      createdAt: now,
      updatedAt: now,
      ...values,
    });
    const contactId = realChance.id();
    const own = { tenantId: ctx.tenantId, debtorId: id, createdAt: now };
    await tx.insert(contacts).values({ ...own, id: contactId, name: "Ada Payable", isPrimary: true });
    await tx.insert(contactPoints).values({
      ...own,
      id: realChance.id(),
      contactId,
      kind: "email",
      address: "ada@example.com",
      isPrimary: true,
    });
  });
  return id;
}

/** An open invoice. */
export async function makeInvoice(
  ctx: TenantContext,
  debtorId: string,
  values: Partial<typeof invoices.$inferInsert> = {},
) {
  const id = realChance.id();
  const now = ctx.clock.now();
  await withTenant(ctx, async (tx) => {
    await tx.insert(invoices).values({
      tenantId: ctx.tenantId,
      id,
      debtorId,
      number: `INV-${id.slice(-6)}`,
      numberKey: id.slice(-6).toUpperCase(),
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

/** One invoice as it stands. */
export async function invoiceOf(ctx: TenantContext, invoiceId: string) {
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, invoiceId))),
  );
  const row = rows[0];
  if (!row) throw new Error("no such invoice");
  const { status, paidMinor, openMinor, settledOn } = row;
  return { status, paidMinor, openMinor, settledOn };
}

/** Open money of a debtor by currency. */
export async function balanceOf(ctx: TenantContext, debtorId: string): Promise<Record<string, number>> {
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select()
      .from(debtorBalances)
      .where(and(eq(debtorBalances.tenantId, ctx.tenantId), eq(debtorBalances.debtorId, debtorId))),
  );
  return Object.fromEntries(rows.map((row) => [row.currency, row.openMinor]));
}

/** Every payment of a debtor. */
export async function paymentsOf(ctx: TenantContext, debtorId: string) {
  return withTenant(ctx, (tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.tenantId, ctx.tenantId), eq(payments.debtorId, debtorId)))
      .orderBy(payments.id),
  );
}

/** Keys of what waits for a person. */
export async function taskKeys(ctx: TenantContext): Promise<string[]> {
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select({ key: tasks.key })
      .from(tasks)
      .where(and(eq(tasks.tenantId, ctx.tenantId), isNull(tasks.doneAt)))
      .orderBy(tasks.key),
  );
  return rows.map((row) => row.key);
}

/** The invoices of the debtor that are disputed now. */
export async function openDisputesOf(ctx: TenantContext, debtorId: string): Promise<string[]> {
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select({ invoiceId: disputes.invoiceId })
      .from(disputes)
      .where(and(eq(disputes.tenantId, ctx.tenantId), eq(disputes.debtorId, debtorId), isNull(disputes.resolvedAt))),
  );
  return rows.map((row) => row.invoiceId);
}

/** Puts the debtor into a running journey that waits and chases every open invoice; signals to it can then be read. */
export async function enroll(ctx: TenantContext, debtorId: string) {
  const now = ctx.clock.now();
  const own = () => ({ tenantId: ctx.tenantId, id: realChance.id() });
  await withTenant(ctx, async (tx) => {
    const journey = { ...own(), name: "J", draft: {}, createdAt: now, updatedAt: now };
    await tx.insert(journeys).values(journey);
    const version = { ...own(), journeyId: journey.id, number: 1, graph: {}, publishedAt: now };
    await tx.insert(journeyVersions).values(version);
    const campaign = { ...own(), name: "C", journeyVersionId: version.id, audience: {}, createdAt: now };
    await tx.insert(campaigns).values({ ...campaign, status: "running" });
    const enrollment = { ...own(), campaignId: campaign.id, debtorId, state: {}, enteredAt: now };
    await tx.insert(enrollments).values({ ...enrollment, status: "waiting", dueAt: null });
    await tx.execute(sql`
      insert into enrollment_invoices (tenant_id, enrollment_id, invoice_id)
      select tenant_id, ${enrollment.id}::uuid, id from invoices
      where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and status = 'open'`);
  });
}

// A bank that takes no money: checkouts of sandbox workspaces, paid by test cards on a page of ours.
import { and, eq } from "drizzle-orm";
import { checkouts, sandboxCheckouts } from "@/db/schema/payments";
import { tenants } from "@/db/schema/tenancy";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { realClock } from "@/server/clock";
import { DomainError, found } from "@/server/errors";
import type { CheckoutPort, CheckoutState } from "@/server/payments/ports";
import { type CardOutcome, cardOutcome, testCards } from "@/server/providers/sandbox-checkout/test-cards";
import { toPublicId } from "@/server/public-ids";
import { addInZone } from "@/server/time/calendar";

type Row = typeof sandboxCheckouts.$inferSelect;

const prefix = "sandbox_";

/** The sandbox beside Stripe: the same port, its memory in the workspace's own rows. */
export const sandboxCheckout: CheckoutPort = {
  name: "sandbox",
  pagesOrigin: null,
  async create(request) {
    const { tenantId, checkoutId, currency } = request;
    const amountMinor = request.lines.reduce((sum, line) => sum + line.amountMinor, 0);
    await withTenant({ tenantId }, async (tx) => {
      const createdAt = await bankTime(tx, tenantId);
      await tx
        .insert(sandboxCheckouts)
        .values({ tenantId, id: checkoutId, currency, amountMinor, state: "open", createdAt })
        .onConflictDoNothing();
    });
    const query = `checkout=${toPublicId("checkout", checkoutId)}&lang=${request.language}`;
    return { providerRef: prefix + checkoutId, url: `${request.payPageUrl}/sandbox-checkout?${query}` };
  },
  retrieve: ({ tenantId, providerRef }) =>
    withTenant({ tenantId }, async (tx) => {
      const row = await settled(tx, tenantId, providerRef.slice(prefix.length));
      return stateOf(row, await bankTime(tx, tenantId));
    }),
  expire: ({ tenantId, providerRef }) =>
    withTenant({ tenantId }, async (tx) => {
      const row = await settled(tx, tenantId, providerRef.slice(prefix.length));
      if (row.state === "open" || row.state === "challenged") await update(tx, row, { state: "expired" });
    }),
  async refund({ tenantId, paymentRef, amountMinor, refundedBeforeMinor }) {
    const checkoutId = paymentRef.slice(prefix.length);
    await withTenant({ tenantId }, async (tx) => {
      const row = await settled(tx, tenantId, checkoutId);
      if (row.refundedMinor === refundedBeforeMinor + amountMinor) return;
      const refundedMinor = row.refundedMinor + amountMinor;
      if (row.state !== "succeeded" || refundedMinor > row.amountMinor)
        throw new DomainError("PRECONDITION", "The sandbox bank has not that much of the payment left.");
      await update(tx, row, { refundedMinor });
    });
  },
};

/** What the sandbox bank's page does. */
export const sandboxBank = { testCards, cardOutcome, look, pay, answerChallenge, finish, nextAt };
export type SandboxBank = typeof sandboxBank;

/** How a checkout stands at the bank. */
function look(tenantId: string, checkoutId: string): Promise<Row> {
  return withTenant({ tenantId }, (tx) => settled(tx, tenantId, checkoutId));
}

/** A test card is held against an open checkout. Declined ones leave it open, as at Stripe. */
function pay(tenantId: string, checkoutId: string, outcome: CardOutcome): Promise<Row["state"] | "declined"> {
  return withTenant({ tenantId }, async (tx) => {
    const row = await settled(tx, tenantId, checkoutId);
    if (row.state !== "open" || outcome === "decline") return row.state === "open" ? "declined" : row.state;
    const now = await bankTime(tx, tenantId);
    const slow = { settlesAt: addInZone("UTC", now, { amount: 1, unit: "minutes" }), state: "processing" as const };
    const changes: Record<Exclude<CardOutcome, "decline">, Partial<Row> & { state: Row["state"] }> = {
      success: { state: "succeeded" },
      challenge: { state: "challenged" },
      slow_success: { ...slow, settlesAs: "succeeded" },
      slow_failure: { ...slow, settlesAs: "failed" },
      disputed: { state: "succeeded", disputedMinor: row.amountMinor },
    };
    await update(tx, row, changes[outcome]);
    return changes[outcome].state;
  });
}

/** The answer to the 3-D Secure challenge. */
function answerChallenge(tenantId: string, checkoutId: string, passed: boolean): Promise<Row["state"] | "declined"> {
  return withTenant({ tenantId }, async (tx) => {
    const row = await settled(tx, tenantId, checkoutId);
    if (row.state !== "challenged") return row.state;
    await update(tx, row, { state: passed ? "succeeded" : "open" });
    return passed ? "succeeded" : "declined";
  });
}

/** Ends a slow payment now instead of waiting for the workspace's clock. */
function finish(tenantId: string, checkoutId: string): Promise<Row["state"]> {
  return withTenant({ tenantId }, async (tx) => {
    const row = await settled(tx, tenantId, checkoutId);
    if (row.state !== "processing" || !row.settlesAs) return row.state;
    await update(tx, row, { state: row.settlesAs });
    return row.settlesAs;
  });
}

/** When the next slow payment of a workspace ends, or null. */
async function nextAt(tx: TenantTransaction, { tenantId }: { tenantId: string }): Promise<Date | null> {
  const rows = await tx
    .select({ at: sandboxCheckouts.settlesAt })
    .from(sandboxCheckouts)
    .innerJoin(checkouts, and(eq(checkouts.tenantId, tenantId), eq(checkouts.id, sandboxCheckouts.id)))
    .where(
      and(
        eq(sandboxCheckouts.tenantId, tenantId),
        eq(sandboxCheckouts.state, "processing"),
        eq(checkouts.status, "processing"),
      ),
    )
    .orderBy(sandboxCheckouts.settlesAt)
    .limit(1);
  return rows[0]?.at ?? null;
}

/** The row as it is by now: a slow payment whose time has come has ended. */
async function settled(tx: TenantTransaction, tenantId: string, checkoutId: string): Promise<Row> {
  const rows = await tx
    .select()
    .from(sandboxCheckouts)
    .where(and(eq(sandboxCheckouts.tenantId, tenantId), eq(sandboxCheckouts.id, checkoutId)))
    .for("update");
  const row = found(rows[0], "The checkout");
  const now = await bankTime(tx, tenantId);
  if (row.state !== "processing" || !row.settlesAs || !row.settlesAt || row.settlesAt > now) return row;
  await update(tx, row, { state: row.settlesAs });
  return { ...row, state: row.settlesAs };
}

async function update(tx: TenantTransaction, row: Row, values: Partial<Row>) {
  await tx
    .update(sandboxCheckouts)
    .set(values)
    .where(and(eq(sandboxCheckouts.tenantId, row.tenantId), eq(sandboxCheckouts.id, row.id)));
}

/** The bank lives by the workspace's clock. */
async function bankTime(tx: TenantTransaction, tenantId: string): Promise<Date> {
  const rows = await tx.select({ at: tenants.clockAt }).from(tenants).where(eq(tenants.id, tenantId));
  return rows[0]?.at ?? realClock.now();
}

function stateOf(row: Row, now: Date): CheckoutState {
  const unpaid = row.state === "open" || row.state === "challenged" || row.state === "expired";
  const expired = addInZone("UTC", row.createdAt, { amount: 1, unit: "days" }) <= now;
  const status = row.state === "open" || row.state === "challenged" ? (expired ? "expired" : "open") : row.state;
  return {
    providerRef: prefix + row.id,
    status,
    url: null,
    amountMinor: row.amountMinor,
    currency: row.currency,
    paymentRef: unpaid ? null : prefix + row.id,
    refundedMinor: row.refundedMinor,
    disputedMinor: row.disputedMinor,
  };
}

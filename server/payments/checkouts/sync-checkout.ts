// The one way a checkout's fate reaches our books: ask the vendor, then apply what it says. Webhooks, the pay page,
// the sandbox bank and the reconciler all come here, so the order and number of their news do not matter.
import { and, eq, inArray, sql } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";
import { checkouts } from "@/db/schema/payments";
import { tenants } from "@/db/schema/tenancy";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { resumeAfterPayment } from "@/server/campaigns/money/resume-after-payment";
import { DomainError, found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { closeOvertaken } from "@/server/payments/checkouts/close-overtaken";
import { followReturns } from "@/server/payments/checkouts/follow-returns";
import type { Line } from "@/server/payments/lines/allocate";
import { overpaidKey } from "@/server/payments/overpaid-key";
import type { CheckoutPort, CheckoutPorts, CheckoutState, ReceiptFacts } from "@/server/payments/ports";
import { recordPayment } from "@/server/payments/record-payment";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

const triesMax = 10;

type Checkout = typeof checkouts.$inferSelect;
type Status = Checkout["status"];
type Receipt = Awaited<ReturnType<CheckoutPorts["renderReceipt"]>>;

/** What may follow what; anything else is old news. Money that came may still turn out not to have come. */
const follows: Record<Status, readonly Status[]> = {
  open: ["processing", "succeeded", "failed", "expired"],
  processing: ["succeeded", "failed", "expired"],
  failed: ["processing", "succeeded"],
  expired: ["processing", "succeeded", "failed"],
  succeeded: ["failed"],
};

/** Asks the vendor how a checkout stands and applies the answer; returns where it stands now. */
export async function syncCheckout(
  ctx: TenantContext,
  ports: CheckoutPorts,
  checkoutId: string,
  only: { debtorId?: string } = {},
): Promise<Status> {
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const before = await loadCheckout(ctx, checkoutId);
    if (only.debtorId && before.checkout.debtorId !== only.debtorId) throw new DomainError("NOT_FOUND");
    const { checkout } = before;
    if (!checkout.providerRef) return checkout.status;
    const state = await askVendor(ctx, ports.checkout, checkout);
    const news = state.status === "succeeded" && checkout.status !== "succeeded";
    const receipt = news ? await ports.renderReceipt(receiptFacts(ctx, before, state)) : null;
    const status = await withTenant(ctx, (tx) => applyState(tx, ctx, before, state, receipt));
    if (!status) continue;
    if (status !== checkout.status && (status === "succeeded" || status === "processing"))
      for (const id of await closeOvertaken(ctx, ports, checkout.debtorId)) await syncCheckout(ctx, ports, id);
    return status;
  }
  throw new DomainError("CONFLICT", "The checkout is being changed by someone else.");
}

function askVendor(ctx: TenantContext, port: CheckoutPort, checkout: Checkout): Promise<CheckoutState> {
  if (port.name !== checkout.provider)
    throw new DomainError("PRECONDITION", `The checkout was made with ${checkout.provider}, not ${port.name}.`);
  return port.retrieve({ tenantId: ctx.tenantId, providerRef: checkout.providerRef ?? "" });
}

type Loaded = {
  checkout: Checkout;
  revision: string;
  debtor: { name: string; language: string; country: string };
  workspace: typeof tenants.$inferSelect;
  numbers: Map<string, string>;
};

async function loadCheckout(ctx: TenantContext, checkoutId: string): Promise<Loaded> {
  return withTenant(ctx, async (tx) => {
    const rows = await tx
      .select({ checkout: checkouts, revision: sql<string>`checkouts.xmin::text`, debtor: debtors, workspace: tenants })
      .from(checkouts)
      .innerJoin(debtors, and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, checkouts.debtorId)))
      .innerJoin(tenants, eq(tenants.id, checkouts.tenantId))
      .where(and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, checkoutId)));
    const row = found(rows[0], "The checkout");
    const ids = (row.checkout.lines as Line[]).map((line) => line.invoiceId);
    const numbered = await tx
      .select({ id: invoices.id, number: invoices.number })
      .from(invoices)
      .where(and(eq(invoices.tenantId, ctx.tenantId), inArray(invoices.id, ids)));
    return { ...row, numbers: new Map(numbered.map(({ id, number }) => [id, number])) };
  });
}

/** Applies what the vendor said unless the checkout changed since it was asked: then null, and one asks again. */
async function applyState(
  tx: TenantTransaction,
  ctx: TenantContext,
  { checkout, revision }: Loaded,
  state: CheckoutState,
  receipt: Receipt | null,
): Promise<Status | null> {
  const status = follows[checkout.status].includes(state.status) ? state.status : checkout.status;
  const unchanged = and(
    eq(checkouts.tenantId, ctx.tenantId),
    eq(checkouts.id, checkout.id),
    sql`xmin = ${revision}::text::xid`,
  );
  const asked = { status, checkedAt: ctx.clock.now() };
  // A checkout that has ended and is told so again is only locked, so that such callers do not outdate each other.
  const taken =
    status === checkout.status && status !== "open" && status !== "processing"
      ? await tx.select({ id: checkouts.id }).from(checkouts).where(unchanged).for("update")
      : await tx.update(checkouts).set(asked).where(unchanged).returning({ id: checkouts.id });
  if (taken.length === 0) return null;
  if (checkout.status === "processing" && status !== "processing" && status !== "succeeded")
    await resumeAfterPayment(tx, ctx, checkout.debtorId);
  if (!state.paymentRef || !money(state.status)) return status;

  const { paymentId, allocatedMinor } = await recordPayment(tx, ctx, {
    debtorId: checkout.debtorId,
    currency: state.currency,
    amountMinor: state.amountMinor,
    method: "checkout",
    providerRef: state.paymentRef,
    checkoutId: checkout.id,
    receivedAt: ctx.clock.now(),
    lines: checkout.lines as Line[],
    status: money(state.status) ?? "pending",
  });
  if (state.status === "succeeded") {
    const returnedMinor = state.refundedMinor + state.disputedMinor;
    await followReturns(tx, ctx, { paymentId, returnedMinor });
    if (receipt) await sendReceipt(tx, ctx, checkout.debtorId, paymentId, receipt);
    if (checkout.status !== "succeeded" && allocatedMinor < state.amountMinor - returnedMinor) {
      await raiseTask(tx, ctx, {
        kind: "payment_problem",
        key: overpaidKey(paymentId),
        debtorId: checkout.debtorId,
        subjectKind: "payment",
        subjectId: paymentId,
      });
    }
  }
  if (state.status === "failed" && checkout.status === "processing") {
    await raiseTask(tx, ctx, {
      kind: "payment_problem",
      key: `payment_failed:${paymentId}`,
      debtorId: checkout.debtorId,
      subjectKind: "payment",
      subjectId: paymentId,
    });
  }
  return status;
}

function money(status: Status): "pending" | "succeeded" | "failed" | null {
  if (status === "processing") return "pending";
  return status === "succeeded" || status === "failed" ? status : null;
}

async function sendReceipt(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  paymentId: string,
  receipt: Receipt,
) {
  await queueTouch(tx, ctx, {
    key: `receipt:${paymentId}`,
    purpose: "receipt",
    debtorId,
    channel: "email",
    content: { type: "text", ...receipt },
  });
}

function receiptFacts(ctx: TenantContext, loaded: Loaded, state: CheckoutState): ReceiptFacts {
  const { checkout, debtor, workspace, numbers } = loaded;
  return {
    language: debtor.language,
    country: debtor.country,
    workspaceName: workspace.name,
    workspaceEmail: workspace.email,
    workspacePhone: workspace.phone,
    debtorName: debtor.name,
    currency: state.currency,
    amountMinor: state.amountMinor,
    paidOn: dayIn(workspace.timeZone, ctx.clock.now()),
    reference: toPublicId("checkout", checkout.id),
    lines: (checkout.lines as Line[]).map(({ invoiceId, amountMinor }) => ({
      number: numbers.get(invoiceId) ?? "",
      amountMinor,
    })),
    test: ctx.mode === "sandbox",
  };
}

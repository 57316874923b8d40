import { and, eq } from "drizzle-orm";
import { promises } from "@/db/schema/invoices";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { openBalances } from "@/server/debtors/open-balances";
import { requireHeld } from "@/server/debtors/require-debtor";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { PromiseSource } from "@/server/promises/contract";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";

export type NewPromise = {
  debtorId: string;
  amount?: { amountMinor: number; currency: string };
  dueOn: string;
  source: PromiseSource;
  touchId?: string;
};

/** A promise further away than this is no promise. */
const LATEST_DAYS = 90;

/** Writes down what was promised and tells the journey; without an amount it is the whole open balance. */
export async function recordPromise(ctx: TenantContext, input: NewPromise): Promise<{ promiseIds: string[] }> {
  return mutate(ctx, "promises.create", async (tx) => {
    const promiseIds = await makePromise(tx, ctx, input);
    const details = { source: input.source, dueOn: input.dueOn, promises: promiseIds.length };
    return { result: { promiseIds }, audit: { kind: "debtor", id: input.debtorId, details } };
  });
}

/** In the caller's transaction: one promise a currency. */
export async function makePromise(tx: TenantTransaction, ctx: TenantContext, input: NewPromise): Promise<string[]> {
  const { debtorId, dueOn, source } = input;
  await requireHeld(tx, ctx, debtorId);
  const { today } = await workspaceDay(tx, ctx);
  if (dueOn < today || dueOn > addDays(today, LATEST_DAYS)) {
    throw new DomainError("INVALID_INPUT", `The day must lie between today and ${LATEST_DAYS} days from now.`, {
      fields: { dueOn: "out of range" },
    });
  }
  const amounts = input.amount
    ? [input.amount]
    : (await openBalances(tx, ctx, debtorId, today)).map(({ currency, openMinor }) => ({
        currency,
        amountMinor: openMinor,
      }));
  if (amounts.length === 0) throw new DomainError("PRECONDITION", "Nothing is open that could be promised.");

  const rows = amounts.map(({ amountMinor, currency }) => ({
    tenantId: ctx.tenantId,
    id: ctx.chance.id(),
    debtorId,
    currency,
    amountMinor,
    dueOn,
    status: "open" as const,
    source,
    touchId: input.touchId ?? null,
    createdAt: ctx.clock.now(),
  }));
  // A new word replaces the last one in its currency.
  for (const { currency } of rows) {
    await tx
      .update(promises)
      .set({ status: "cancelled", closedAt: ctx.clock.now() })
      .where(
        and(
          eq(promises.tenantId, ctx.tenantId),
          eq(promises.debtorId, debtorId),
          eq(promises.currency, currency),
          eq(promises.status, "open"),
        ),
      );
  }
  await tx.insert(promises).values(rows);
  await signalDebtor(tx, ctx, { debtorId, kind: "promise_made", data: { dueOn }, touchId: input.touchId });
  return rows.map((row) => row.id);
}

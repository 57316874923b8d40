import { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openBalances } from "@/server/debtors/open-balances";
import { DomainError } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import type { Held } from "@/server/flows/skills/held";
import { formatMoney, type Money } from "@/server/money";
import { writeAudit } from "@/server/mutate";
import { makePromise } from "@/server/promises/record-promise";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const sources = { voice: "call", sms: "sms", email: "email" } as const;

export async function recordPromised(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { dueOn: string; amount?: Money },
) {
  const { debtorId, touchId, channel } = held;
  const source = sources[channel];
  const made = await makePromise(tx, ctx, { debtorId, ...args, source, touchId: touchId ?? undefined });
  const details = { source, dueOn: args.dueOn, promises: made.length };
  await writeAudit(tx, ctx, "promises.create", { kind: "debtor", id: debtorId, details });
  return { promises: made.length, dueOn: args.dueOn };
}

/** An offer as the engine made it. */
const terms = z.object({
  id: z.string().max(60),
  kind: z.enum(["extension", "instalments", "discount"]),
  currency: z.string().length(3),
  payments: z
    .array(z.object({ dueOn: z.iso.date(), amountMinor: z.number().int().positive() }))
    .min(1)
    .max(24),
  givenMinor: z.number().int().min(0).optional(),
});

/**
 * What was agreed on: its first payment is promised, and a person draws up what needs more than that. What is open must
 * still be what the offer was made on.
 */
export async function proposePlan(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { terms: Record<string, unknown> },
  skillCallId: string,
) {
  const offer = terms.parse(args.terms);
  const { today } = await workspaceDay(tx, ctx);
  const balances = await openBalances(tx, ctx, held.debtorId, today);
  const open = balances.find((balance) => balance.currency === offer.currency)?.openMinor ?? 0;
  const sum = offer.payments.reduce((so, payment) => so + payment.amountMinor, 0);
  if (sum + (offer.givenMinor ?? 0) !== open) {
    throw new DomainError("PRECONDITION", "What is open has changed since this was offered.");
  }
  const [first] = offer.payments;
  if (!first) throw new DomainError("INVALID_INPUT");
  const amount = { amountMinor: first.amountMinor, currency: offer.currency };
  await recordPromised(tx, ctx, held, { dueOn: first.dueOn, amount });
  if (offer.kind !== "extension") {
    const parts = offer.payments.map(
      ({ dueOn, amountMinor }) => `${formatMoney({ amountMinor, currency: offer.currency }, "en")} ${dueOn}`,
    );
    await raiseTask(tx, ctx, {
      kind: "human_review",
      key: `agreed:${held.conversationId}:${skillCallId}`,
      debtorId: held.debtorId,
      subjectKind: "debtor",
      subjectId: held.debtorId,
      note: `${offer.kind}: ${parts.join(", ")}`,
    });
  }
  return { noted: offer.id, dueOn: first.dueOn };
}

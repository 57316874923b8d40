import { and, eq, isNull, ne } from "drizzle-orm";
import { consents, optOuts } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { requireAddress } from "@/server/debtors/opt-out";
import type { LiftOptOutInput } from "@/server/debtors/opt-out-contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { DomainError } from "@/server/errors";
import type { Channel } from "@/server/journeys/graph/schema";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Lifts an opt-out on new consent, whose evidence is kept. A carrier's opt-out stays: only the recipient can end it. */
export async function liftOptOut(ctx: TenantContext, input: LiftOptOutInput): Promise<{ lifted: number }> {
  return mutate(ctx, "debtors.stop", async (tx) => {
    await requireAddress(tx, ctx, input);
    await requireDebtor(tx, ctx, input.debtorId);
    const lifted = await liftOptOutOf(tx, ctx, input);
    if (lifted === 0) throw new DomainError("PRECONDITION", "There is no opt-out here that new consent can lift.");
    return {
      result: { lifted },
      audit: { kind: "debtor", id: input.debtorId, details: { channel: input.channel, lifted } },
    };
  });
}

/** In the caller's transaction; answers how many opt-outs were lifted. */
export async function liftOptOutOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { debtorId: string; channel: Channel; address: string; evidence: string },
): Promise<number> {
  const now = ctx.clock.now();
  const address = of.channel === "email" ? of.address.toLowerCase() : of.address;
  // A stop by text stopped calls too; the consent to texts alone does not bring them back.
  const lifted = await tx
    .update(optOuts)
    .set({ liftedAt: now })
    .where(
      and(
        eq(optOuts.tenantId, ctx.tenantId),
        eq(optOuts.channel, of.channel),
        eq(optOuts.address, address),
        ne(optOuts.source, "carrier"),
        isNull(optOuts.liftedAt),
      ),
    )
    .returning({ id: optOuts.id });
  if (lifted.length === 0) return 0;
  await tx.insert(consents).values({
    tenantId: ctx.tenantId,
    id: ctx.chance.id(),
    debtorId: of.debtorId,
    channel: of.channel,
    address,
    kind: "express",
    evidence: of.evidence,
    grantedAt: now,
  });
  return lifted.length;
}

import { and, eq, isNull, lt, ne } from "drizzle-orm";
import { consents, optOuts } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { RecordConsentInput } from "@/server/consents/contract";
import { requireAddress } from "@/server/debtors/opt-out";
import { requireHeld } from "@/server/debtors/require-debtor";
import { DomainError } from "@/server/errors";
import { mutate, workedBy } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { momentOf } from "@/server/time/calendar";

/**
 * Records what a debtor agreed to, for one address, channel and purpose, with its evidence. An express consent to be
 * reminded that is younger than the recipient's own opt-out ends that; a carrier's stays.
 */
export function recordConsent(
  ctx: TenantContext,
  input: RecordConsentInput,
): Promise<{ consentId: string; lifted: number }> {
  return mutate(ctx, "consents.update", async (tx) => {
    await requireHeld(tx, ctx, input.debtorId);
    await requireAddress(tx, ctx, input);
    const { zone } = await workspaceDay(tx, ctx);
    const grantedAt = momentOf(zone, input.grantedAt);
    const expiresAt = input.expiresAt ? momentOf(zone, input.expiresAt) : null;
    requireOrder(grantedAt, expiresAt, ctx.clock.now());
    const id = ctx.chance.id();
    const address = input.channel === "email" ? input.address.toLowerCase() : input.address;
    const { channel, kind, purpose, debtorId } = input;
    await tx.insert(consents).values({
      tenantId: ctx.tenantId,
      id,
      debtorId,
      channel,
      address,
      kind,
      purpose,
      givenBy: input.givenBy || null,
      wording: input.wording || null,
      evidence: input.evidence,
      grantedAt,
      expiresAt,
      recordedBy: workedBy(ctx.actor),
    });
    const lifts = kind !== "timed" && purpose === "collection";
    const lifted = lifts ? await endOptOuts(tx, ctx, { channel, address, grantedAt }) : 0;
    return {
      result: { consentId: toPublicId("consent", id), lifted },
      audit: { kind: "consent", id, details: { channel, kind, purpose, lifted } },
    };
  });
}

function requireOrder(grantedAt: Date, expiresAt: Date | null, now: Date): void {
  // The form tells minutes.
  if (grantedAt.getTime() > now.getTime() + 60_000) {
    throw new DomainError("INVALID_INPUT", "A consent cannot be given in the future.", {
      fields: { grantedAt: "must not be in the future" },
    });
  }
  if (expiresAt && expiresAt <= grantedAt) {
    throw new DomainError("INVALID_INPUT", "A consent ends after it was given.", {
      fields: { expiresAt: "must be later than when it was given" },
    });
  }
}

async function endOptOuts(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { channel: RecordConsentInput["channel"]; address: string; grantedAt: Date },
): Promise<number> {
  const lifted = await tx
    .update(optOuts)
    .set({ liftedAt: ctx.clock.now() })
    .where(
      and(
        eq(optOuts.tenantId, ctx.tenantId),
        eq(optOuts.channel, of.channel),
        eq(optOuts.address, of.address),
        ne(optOuts.source, "carrier"),
        lt(optOuts.at, of.grantedAt),
        isNull(optOuts.liftedAt),
      ),
    )
    .returning({ id: optOuts.id });
  return lifted.length;
}

import { and, eq, isNull } from "drizzle-orm";
import { consents } from "@/db/schema/debtors";
import type { RevokeConsentInput } from "@/server/consents/contract";
import { found } from "@/server/errors";
import { mutate, workedBy } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Ends a consent now, and keeps how. What is queued on it meets the policy again before it leaves. Once is enough. */
export function revokeConsent(
  ctx: TenantContext,
  { consentId, how }: RevokeConsentInput,
): Promise<{ consentId: string }> {
  return mutate(ctx, "consents.update", async (tx) => {
    const mine = and(eq(consents.tenantId, ctx.tenantId), eq(consents.id, consentId));
    const rows = await tx.select({ channel: consents.channel, kind: consents.kind }).from(consents).where(mine);
    const { channel, kind } = found(rows[0], "The consent");
    const revoked = await tx
      .update(consents)
      .set({
        revokedAt: ctx.clock.now(),
        revokedHow: how,
        revokedBy: workedBy(ctx.actor),
      })
      .where(and(mine, isNull(consents.revokedAt)))
      .returning({ id: consents.id });
    const audit = { kind: "consent", id: consentId, details: { channel, kind, revoked: true } };
    return { result: { consentId: toPublicId("consent", consentId) }, audit: revoked.length > 0 ? audit : null };
  });
}

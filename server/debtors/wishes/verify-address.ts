import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { VerifyAddressInput } from "@/server/debtors/wishes/contract";
import { pastInstant } from "@/server/debtors/wishes/past-instant";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Whose place an address reaches, and when and how it was found to be still theirs. */
export function verifyAddress(ctx: TenantContext, input: VerifyAddressInput): Promise<void> {
  const { debtorId, contactPointId, place, verified } = input;
  return mutate(ctx, "debtors.update", async (tx) => {
    const at = verified ? await pastInstant(tx, ctx, verified.at, "verified.at") : null;
    const { rows } = await tx.execute(sql`
      update contact_points set place = ${place}, verified_at = ${at?.toISOString() ?? null},
        verified_how = ${verified?.how ?? null}
      where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and id = ${contactPointId} returning id`);
    found(rows[0], "The address");
    const details = { contactPointId, place, verifiedHow: verified?.how ?? null };
    return { result: undefined, audit: { kind: "debtor", id: debtorId, details } };
  });
}

/** A message that came from an address shows that it is still in use; an older word never takes the place of a newer. */
export async function addressUsed(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { debtorId: string; address: string },
): Promise<void> {
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    update contact_points set verified_at = ${now}, verified_how = 'used'
    where tenant_id = ${ctx.tenantId} and debtor_id = ${of.debtorId} and address = ${of.address}
      and (verified_at is null or verified_at < ${now}::timestamptz)`);
}

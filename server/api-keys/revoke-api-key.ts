import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import type { ApiKeyIdInput } from "@/server/api-keys/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { found } from "@/server/errors";
import { mutate, workedBy } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Ends a key at once: the next request with it is refused. Once is enough. */
export function revokeApiKey(ctx: TenantContext, person: PersonContext, { keyId }: ApiKeyIdInput): Promise<void> {
  return mutate(ctx, "apiKeys.update", async (tx) => {
    const mine = and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, keyId));
    const rows = await tx.select({ id: apiKeys.id }).from(apiKeys).where(mine);
    found(rows[0], "The key");
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: person.clock.now(), revokedBy: workedBy(ctx.actor) })
      .where(and(mine, isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    const audit = { kind: "api_key", id: keyId, details: { revoked: true } };
    return { result: undefined, audit: revoked.length > 0 ? audit : null };
  });
}

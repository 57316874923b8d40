import { and, eq, isNull, lte, or } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { tenants } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { isSecretOf, readKey } from "@/server/api-keys/key-text";
import { type Clock, realClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/tenancy/permissions";
import { contextOf } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";

const USE_NOTED_MS = 60_000;

/** Who bears an API key: the context its workspace's verbs take. Throws UNAUTHENTICATED; real time decides. */
export async function resolveApiKey(
  text: string,
  trace: { requestId: string },
  clock: Clock = realClock,
): Promise<{ ctx: TenantContext; keyId: string; secret: string }> {
  const read = readKey(text);
  if (!read) throw new DomainError("UNAUTHENTICATED", "This is no API key. Send Authorization: Bearer dl_….");
  const { prefix, secret } = read;
  const now = clock.now();
  return asSystem("resolve-api-key", async (tx) => {
    const rows = await tx
      .select({ key: apiKeys, id: tenants.id, mode: tenants.mode, clockAt: tenants.clockAt })
      .from(apiKeys)
      .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
      .where(eq(apiKeys.prefix, prefix));
    const [row] = rows;
    if (!row || !isSecretOf(secret, row.key.secretHash))
      throw new DomainError("UNAUTHENTICATED", "Nobody has this API key. Make one in the settings.");
    const { key, ...tenant } = row;
    if (key.revokedAt) throw new DomainError("UNAUTHENTICATED", "This API key was revoked. Make a new one.");
    if (key.expiresAt && key.expiresAt <= now)
      throw new DomainError("UNAUTHENTICATED", "This API key has expired. Make a new one.");
    const noted = new Date(now.getTime() - USE_NOTED_MS);
    if (!key.lastUsedAt || key.lastUsedAt <= noted) {
      await tx
        .update(apiKeys)
        .set({ lastUsedAt: now })
        .where(
          and(
            eq(apiKeys.tenantId, key.tenantId),
            eq(apiKeys.id, key.id),
            or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, noted)),
          ),
        );
    }
    const actor = { kind: "partner", keyId: key.id, scopes: key.scopes as Scope[] } as const;
    return { ctx: contextOf(tenant, actor, trace), keyId: key.id, secret };
  });
}

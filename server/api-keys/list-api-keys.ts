import { desc, eq, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { users } from "@/db/schema/tenancy";
import type { ApiKeyRow } from "@/server/api-keys/contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { Scope } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

/** Every key, those that ended included: those that work first, then the newest. `now` is real time. */
export function listApiKeys(ctx: TenantContext, now: Date): Promise<ApiKeyRow[]> {
  return read(ctx, "apiKeys.read", async (tx) => {
    const works = sql`(${apiKeys.revokedAt} is null and coalesce(${apiKeys.expiresAt} > ${now.toISOString()}, true))`;
    const rows = await tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        createdAt: apiKeys.createdAt,
        createdBy: users.name,
        expiresAt: apiKeys.expiresAt,
        lastUsedAt: apiKeys.lastUsedAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .where(eq(apiKeys.tenantId, ctx.tenantId))
      .orderBy(desc(works), desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(500);
    return rows.map((row) => ({
      ...row,
      id: toPublicId("apiKey", row.id),
      scopes: row.scopes as Scope[],
      state: row.revokedAt
        ? ("revoked" as const)
        : row.expiresAt && row.expiresAt <= now
          ? ("expired" as const)
          : ("works" as const),
    }));
  });
}

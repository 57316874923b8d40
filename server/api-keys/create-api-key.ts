import { apiKeys } from "@/db/schema/api-keys";
import type { CreateApiKeyInput } from "@/server/api-keys/contract";
import { newKey } from "@/server/api-keys/key-text";
import type { PersonContext } from "@/server/auth/door/person-context";
import { authorise, mutate, workedBy } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

/** Makes a key and tells it, this once: afterwards nobody can read it any more. */
export async function createApiKey(
  ctx: TenantContext,
  person: PersonContext,
  { name, scopes, days }: CreateApiKeyInput,
): Promise<{ keyId: string; key: string }> {
  authorise(ctx, "apiKeys.update");
  await rateLimit("api-key.workspace", ctx.tenantId);
  return mutate(ctx, "apiKeys.update", async (tx) => {
    const now = person.clock.now();
    const { text, prefix, secretHash } = newKey(person.chance, ctx.mode);
    const id = ctx.chance.id();
    const held = [...new Set(scopes)].sort();
    await tx.insert(apiKeys).values({
      tenantId: ctx.tenantId,
      id,
      name,
      prefix,
      secretHash,
      scopes: held,
      createdAt: now,
      createdBy: workedBy(ctx.actor),
      expiresAt: days === null ? null : new Date(now.getTime() + days * 86_400_000),
    });
    return {
      result: { keyId: toPublicId("apiKey", id), key: text },
      audit: { kind: "api_key", id, details: { scopes: held, lifetimeDays: days } },
    };
  });
}

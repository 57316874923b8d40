import { sql } from "drizzle-orm";
import { retentionPolicies } from "@/db/schema/rights";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import { ownKinds, type SaveRetentionInput } from "@/server/retention/contract";
import { loadKeeping } from "@/server/retention/load-keeping";
import { workspaceLimits } from "@/server/retention/read-retention";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** The workspace's own periods, as a new version. Refused where one lies outside of what the law allows here. */
export function saveRetention(ctx: TenantContext, input: SaveRetentionInput): Promise<{ version: number }> {
  return mutate(ctx, "retention.update", async (tx) => {
    // Whoever saves waits here for whoever saves as well.
    await tx.execute(sql`select 1 from tenants where id = ${ctx.tenantId} for no key update`);
    const keeping = await loadKeeping(tx, ctx);
    if (keeping.version !== input.version) throw new DomainError("CONFLICT");
    const fields: Record<string, string> = {};
    for (const kind of ownKinds) {
      const days = input.periods[kind];
      const { min, max } = workspaceLimits(kind, keeping);
      if (days !== undefined && (days < min || days > max)) fields[kind] = `between ${min} and ${max} days`;
    }
    if (Object.keys(fields).length > 0)
      throw new DomainError("INVALID_INPUT", "The law here allows less, or asks for more.", { fields });
    const version = keeping.version + 1;
    await tx.insert(retentionPolicies).values({
      tenantId: ctx.tenantId,
      id: ctx.chance.id(),
      version,
      periods: input.periods,
      savedAt: ctx.clock.now(),
      savedBy: memberOf(ctx),
    });
    return {
      result: { version },
      audit: { kind: "retention", id: ctx.tenantId, details: { version, ...input.periods } },
    };
  });
}

import { eq, sql } from "drizzle-orm";
import { housePolicies, tenants } from "@/db/schema/tenancy";
import { housePolicyInput, type SaveHousePolicyInput } from "@/server/contact-rules/contract";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { HousePolicy } from "@/server/policy/contract";
import { looserThan, refusalOf } from "@/server/policy/stricter-only";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * The workspace's own contact rules, as a new version. Refused where one would loosen what every workspace starts from,
 * and where somebody else saved in between.
 */
export async function saveHousePolicy(ctx: TenantContext, input: SaveHousePolicyInput): Promise<{ version: number }> {
  const policy: HousePolicy = housePolicyInput.parse(input.policy);
  return mutate(ctx, "contactRules.update", async (tx) => {
    requireStricter(policy);
    // Whoever saves waits here for whoever saves as well.
    await tx.execute(sql`select 1 from tenants where id = ${ctx.tenantId} for no key update`);
    const { rows } = await tx.execute<{ version: number }>(sql`
      select coalesce(max(version), 0)::int as version from house_policies where tenant_id = ${ctx.tenantId}`);
    const latest = rows[0]?.version ?? 0;
    if (latest !== input.version) throw new DomainError("CONFLICT");
    const version = latest + 1;
    await tx.insert(housePolicies).values({
      tenantId: ctx.tenantId,
      id: ctx.chance.id(),
      version,
      policy,
      savedAt: ctx.clock.now(),
      savedBy: memberOf(ctx),
    });
    await tx.update(tenants).set({ housePolicy: policy }).where(eq(tenants.id, ctx.tenantId));
    return {
      result: { version },
      audit: { kind: "house_policy", id: ctx.tenantId, details: { version, ...policy } },
    };
  });
}

/** Throws INVALID_INPUT, whose fields say which rule each would loosen and what its limit is. */
export function requireStricter(policy: HousePolicy): void {
  const looser = looserThan(policy);
  if (looser.length === 0) return;
  throw new DomainError("INVALID_INPUT", looser.map(refusalOf).join(" "), {
    fields: Object.fromEntries(looser.map((each) => [each.field, refusalOf(each)])),
  });
}

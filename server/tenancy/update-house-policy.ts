import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenancy";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { HousePolicy } from "@/server/policy/contract";
import { housePolicyInput } from "@/server/tenancy/contract";
import { looserThan } from "@/server/tenancy/stricter-only";
import type { TenantContext } from "@/server/tenant-context";

/** The workspace's own contact rules. Refused where one is laxer than what every workspace starts from. */
export async function updateHousePolicy(ctx: TenantContext, input: unknown): Promise<void> {
  const policy: HousePolicy = housePolicyInput.parse(input);
  const looser = looserThan(policy);
  if (looser.length > 0) {
    throw new DomainError("INVALID_INPUT", "House rules can only be stricter than the law and the defaults.", {
      fields: Object.fromEntries(looser.map((field) => [field, "must be stricter"])),
    });
  }
  return mutate(ctx, "workspace.update", async (tx) => {
    await tx.update(tenants).set({ housePolicy: policy }).where(eq(tenants.id, ctx.tenantId));
    return {
      result: undefined,
      audit: { kind: "house_policy", id: ctx.tenantId, details: { ...policy } },
    };
  });
}

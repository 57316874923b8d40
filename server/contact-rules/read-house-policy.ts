import { sql } from "drizzle-orm";
import type { HousePolicyState } from "@/server/contact-rules/contract";
import { read } from "@/server/mutate";
import type { HousePolicy } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";

const VERSIONS = 20;

/** The house policy that holds, and the versions before it. */
export function readHousePolicy(ctx: TenantContext): Promise<HousePolicyState> {
  return read(ctx, "contactRules.read", async (tx) => {
    const tenant = await tx.execute<{ house_policy: HousePolicy }>(
      sql`select house_policy from tenants where id = ${ctx.tenantId}`,
    );
    const { rows } = await tx.execute<VersionRow>(sql`
      select p.version, p.policy, p.saved_at, u.name from house_policies p
      left join users u on u.id = p.saved_by
      where p.tenant_id = ${ctx.tenantId} order by p.version desc limit ${VERSIONS}`);
    return {
      version: rows[0]?.version ?? 0,
      policy: tenant.rows[0]?.house_policy ?? {},
      versions: rows.map(({ version, policy, saved_at, name }) => ({
        version,
        policy,
        savedAt: new Date(saved_at),
        savedBy: name,
      })),
    };
  });
}

type VersionRow = { version: number; policy: HousePolicy; saved_at: string; name: string | null };

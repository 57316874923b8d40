import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { read } from "@/server/mutate";
import { type CollectorProfile, collectorOf } from "@/server/policy/collector";
import type { TenantContext } from "@/server/tenant-context";

/** For whom the workspace collects, as it says of itself. */
export function readCollector(ctx: TenantContext): Promise<CollectorProfile> {
  return read(ctx, "contactRules.read", (tx) => loadCollector(tx, ctx));
}

/** With what holds where nobody said anything: an agency is taken for licensed. Internal. */
export async function loadCollector(tx: TenantTransaction, ctx: TenantContext): Promise<CollectorProfile> {
  const { rows } = await tx.execute<{ settings: unknown }>(
    sql`select settings from tenants where id = ${ctx.tenantId}`,
  );
  const { role, licensedAgency, regulatedLender, inNewYorkCity, region } = collectorOf(rows[0]?.settings);
  return {
    role,
    licensedAgency: licensedAgency ?? role !== "first_party",
    regulatedLender: regulatedLender ?? false,
    inNewYorkCity: inNewYorkCity ?? false,
    region: region ?? null,
  };
}

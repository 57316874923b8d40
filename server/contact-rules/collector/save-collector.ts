import { sql } from "drizzle-orm";
import { loadCollector } from "@/server/contact-rules/collector/read-collector";
import type { SaveCollectorInput } from "@/server/contact-rules/contract";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { CollectorProfile } from "@/server/policy/collector";
import type { TenantContext } from "@/server/tenant-context";

/** What the workspace says of itself; other laws may bind from the next decision on. */
export function saveCollector(ctx: TenantContext, { profile, before }: SaveCollectorInput): Promise<CollectorProfile> {
  return mutate(ctx, "contactRules.update", async (tx) => {
    await tx.execute(sql`select 1 from tenants where id = ${ctx.tenantId} for no key update`);
    const held = await loadCollector(tx, ctx);
    if (differences(held, before).length > 0) throw new DomainError("CONFLICT");
    const changed = differences(held, profile);
    if (changed.length === 0) return { result: held, audit: null };
    const { role, region, ...facts } = profile;
    const said = { ...facts, collectorRole: role, collectorRegion: region };
    await tx.execute(sql`
      update tenants set settings = jsonb_strip_nulls(settings || ${JSON.stringify(said)}::jsonb)
      where id = ${ctx.tenantId}`);
    const details = Object.fromEntries(changed.map((field) => [field, profile[field]]));
    return { result: profile, audit: { kind: "collector", id: ctx.tenantId, details } };
  });
}

const differences = (one: CollectorProfile, other: CollectorProfile) =>
  (Object.keys(one) as (keyof CollectorProfile)[]).filter((field) => one[field] !== other[field]);

import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import { type RegistryState, registryIds } from "@/server/registries/contract";
import { countryOf, maxAgeDays } from "@/server/registries/registries";
import { ofCountry } from "@/server/registries/upload-list";
import type { TenantContext } from "@/server/tenant-context";

const SCRUBS = 5;
const DAY_MS = 86_400_000;

/** What is known of the workspace's numbers in each registry, how old that is, and the lists it came from. */
export function listRegistries(ctx: TenantContext): Promise<RegistryState[]> {
  return read(ctx, "registries.read", async (tx) => {
    const states: RegistryState[] = [];
    for (const registry of registryIds) {
      const limit = maxAgeDays(registry);
      const oldest = new Date(ctx.clock.now().getTime() - (limit ?? 36_500) * DAY_MS).toISOString();
      const counted = await tx.execute<Counts>(sql`
        with ours as (
          select distinct p.address from contact_points p
          where p.tenant_id = ${ctx.tenantId} and p.kind = 'phone' and ${ofCountry(registry)}),
        told as (
          select number, bool_or(status = 'blocked') as blocked, min(checked_at) < ${oldest}::timestamptz as stale
          from registry_numbers where tenant_id = ${ctx.tenantId} and registry = ${registry} group by number)
        select (count(*) filter (where t.blocked))::int as blocked, (count(*) filter (where not t.blocked))::int as clear,
          (count(*) filter (where t.number is null))::int as unknown, (count(*) filter (where t.stale))::int as stale
        from ours o left join told t on t.number = o.address`);
      const scrubs = await tx.execute<ScrubRow>(sql`
        select s.checked_at, s.uploaded_at, coalesce(u.name, k.name) as name, s.file_name, s.rows, s.blocked, s.clear
        from registry_scrubs s left join users u on u.id = s.uploaded_by
          left join api_keys k on k.tenant_id = s.tenant_id and k.id = s.uploaded_by
        where s.tenant_id = ${ctx.tenantId} and s.registry = ${registry}
        order by s.uploaded_at desc, s.id desc limit ${SCRUBS}`);
      const { blocked = 0, clear = 0, unknown = 0, stale = 0 } = counted.rows[0] ?? {};
      states.push({
        registry,
        country: countryOf(registry),
        maxAgeDays: limit,
        blocked,
        clear,
        unknown,
        stale,
        scrubs: scrubs.rows.map(toScrub),
      });
    }
    return states;
  });
}

function toScrub({ checked_at, uploaded_at, name, file_name, rows, blocked, clear }: ScrubRow) {
  return {
    checkedAt: new Date(checked_at),
    uploadedAt: new Date(uploaded_at),
    uploadedBy: name,
    fileName: file_name,
    rows,
    blocked,
    clear,
  } satisfies RegistryState["scrubs"][number];
}

type Counts = { blocked: number; clear: number; unknown: number; stale: number };
type ScrubRow = {
  checked_at: string;
  uploaded_at: string;
  name: string | null;
  file_name: string;
  rows: number;
  blocked: number;
  clear: number;
};

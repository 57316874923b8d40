// What a workspace keeps, and how long each kind of its debtors' data: for the screens, the forecast and the run alike.
// Internal to the room.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { collectorOf } from "@/server/policy/collector";
import { ownKinds, type RetentionPeriods, retentionPeriods } from "@/server/retention/contract";
import { effectiveDays, type Keeping } from "@/server/retention/rules/periods";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

export type WorkspaceKeeping = {
  version: number;
  own: RetentionPeriods;
  today: string;
  country: string;
  /** One a country and kind of debtor that the workspace has, its own country's companies first. */
  groups: Keeping[];
};

export async function loadKeeping(tx: TenantTransaction, ctx: TenantContext): Promise<WorkspaceKeeping> {
  const { today } = await workspaceDay(tx, ctx);
  const tenant = await tx.execute<{ country: string; settings: unknown }>(sql`
    select country, settings from tenants where id = ${ctx.tenantId}`);
  const country = tenant.rows[0]?.country ?? "US";
  // A debt buyer keeps what a collector must.
  const isFirst = collectorOf(tenant.rows[0]?.settings).role === "first_party";
  const role = isFirst ? ("first_party" as const) : ("third_party" as const);
  const saved = await tx.execute<{ version: number; periods: unknown }>(sql`
    select version, periods from retention_policies where tenant_id = ${ctx.tenantId} order by version desc limit 1`);
  const debtors = await tx.execute<{ country: string; kind: Keeping["debtorKind"] }>(sql`
    select distinct country, kind from debtors where tenant_id = ${ctx.tenantId} order by country, kind`);
  const groupOf = (debtorCountry: string, debtorKind: Keeping["debtorKind"]): Keeping => ({
    workspaceCountry: country,
    role,
    debtorCountry,
    debtorKind,
    today,
  });
  const others = debtors.rows.filter((row) => row.country !== country || row.kind !== "company");
  return {
    version: saved.rows[0]?.version ?? 0,
    own: retentionPeriods.parse(saved.rows[0]?.periods ?? {}),
    today,
    country,
    groups: [groupOf(country, "company"), ...others.map((row) => groupOf(row.country, row.kind))],
  };
}

/** The periods as rows for a query: kind of data, country and kind of the debtor, days. */
export function periodRows({ groups, own }: WorkspaceKeeping) {
  return groups.flatMap((group) =>
    ownKinds.map((kind) => ({
      data: kind,
      country: group.debtorCountry,
      debtor_kind: group.debtorKind,
      days: effectiveDays(kind, group, own),
    })),
  );
}

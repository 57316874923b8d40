// The column mixins every table is made of. A tenant table has tenant_id first in its key, in every
// foreign key (so a row can never point into another workspace) and in every index, and carries the
// policy that compares it with the transaction's tenant. Unset means no rows.
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  char,
  customType,
  date,
  foreignKey,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  primaryKey,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

export const appRole = pgRole("duelane_app").existing();
const systemRole = pgRole("duelane_system").existing();

/** An instant, UTC, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** A calendar day without a zone, as `YYYY-MM-DD`. */
export const day = (name: string) => date(name, { mode: "string" });

/** Money in integer minor units; its currency stands beside it. */
export const minorUnits = (name: string) => bigint(name, { mode: "number" });

/**
 * Where an entry stands in its workspace's log: the transaction that wrote it. Whatever is below the oldest running one is
 * complete, so that it can be sealed behind the writers' back; see server/audit/README.md.
 */
export const logPosition = () =>
  bigint("log_position", { mode: "number" }).notNull().default(sql`log_position(pg_current_xact_id())`);

/** Bytes. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** ISO 4217 code. */
export const currencyCode = (name = "currency") => char(name, { length: 3 });

/** ISO 3166-1 alpha-2 code. */
export const countryCode = (name = "country") => char(name, { length: 2 });

/** Columns of every tenant table: `(tenant_id, id)` is the key; ids are UUIDv7 made by the application. */
export const tenantColumns = {
  tenantId: uuid("tenant_id").notNull(),
  id: uuid("id").notNull(),
};

export const createdAt = instant("created_at").notNull();

type TenantTable = { tenantId: AnyPgColumn; id: AnyPgColumn };

/** A foreign key inside one workspace. */
export function within(
  from: { tenantId: AnyPgColumn },
  column: AnyPgColumn,
  target: TenantTable,
  onDelete: "cascade" | "restrict" = "cascade",
) {
  return foreignKey({
    columns: [from.tenantId, column],
    foreignColumns: [target.tenantId, target.id],
  }).onDelete(onDelete);
}

const boundTenant = sql`(select nullif(current_setting('app.tenant_id', true), '')::uuid)`;

/** The policy of a tenant table; `system: true` also opens it to `asSystem`, for the reasons listed there. */
export function tenantPolicies(tenantId: AnyPgColumn, options: { system?: boolean } = {}): PgTableExtraConfigValue[] {
  const own = sql`${tenantId} = ${boundTenant}`;
  const policies: PgTableExtraConfigValue[] = [
    pgPolicy("tenant_isolation", { as: "permissive", for: "all", to: appRole, using: own, withCheck: own }),
  ];
  if (options.system) policies.push(systemPolicy());
  return policies;
}

/** The policy of a table only `asSystem` may touch, or that it may touch as well. */
export function systemPolicy() {
  return pgPolicy("system_access", {
    as: "permissive",
    for: "all",
    to: systemRole,
    using: sql`true`,
    withCheck: sql`true`,
  });
}

/**
 * For tables that a tenant-bound search function reads as the system role: operators that are not leakproof get no
 * index behind a policy with a condition. The function binds the tenant itself; see the migration named search.
 */
export function searchPolicy() {
  return pgPolicy("search_reads", { as: "permissive", for: "select", to: systemRole, using: sql`true` });
}

/** For the log's tables: the sealing reads the new entries of all workspaces in one pass, see server/audit/sealing. */
export function sealingPolicy() {
  return pgPolicy("sealing_reads", { as: "permissive", for: "select", to: systemRole, using: sql`true` });
}

/** Key and policies of a tenant table in one. */
export function tenantRules(table: TenantTable, options: { system?: boolean } = {}): PgTableExtraConfigValue[] {
  return [primaryKey({ columns: [table.tenantId, table.id] }), ...tenantPolicies(table.tenantId, options)];
}

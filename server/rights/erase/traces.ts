// After an erasure: does anything in the workspace still speak of the person? Every text column of every table the workspace
// has is looked through, whatever tables there are.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { log } from "@/server/log";
import type { Needles } from "@/server/rights/erase/mentions";
import type { TenantContext } from "@/server/tenant-context";

/** Table → rows that still speak of the person. */
export type Traces = Record<string, number>;

const TIMEOUT_MS = 20_000;
const NAME_LEAST = 6;

/** Null where the workspace is too large to be looked through in time. */
export async function tracesOf(ctx: TenantContext, needles: Needles): Promise<Traces | null> {
  // A short name, or a number that others have too, would find everybody.
  const words = [...needles.emails, ...needles.names.filter((name) => name.length >= NAME_LEAST)];
  try {
    return await withTenant(ctx, async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(TIMEOUT_MS)}, true)`);
      const tables = await tx.execute<{ name: string }>(sql`
        select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and exists (
          select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
          and has_table_privilege(c.oid, 'select') order by 1`);
      const found: Traces = {};
      for (const { name } of tables.rows) {
        const speaks = sql.join(
          [
            ...words.map((word) => sql`position(${word} in row) > 0`),
            ...needles.phones.filter((phone) => phone.length >= 9).map((phone) => sql`position(${phone} in row) > 0`),
          ],
          sql` or `,
        );
        if (words.length + needles.phones.length === 0) break;
        const { rows } = await tx.execute<{ count: number }>(sql`
          select count(*)::int as count from (
            select lower(x::text) as row from ${sql.identifier(name)} x where tenant_id = ${ctx.tenantId}) rows
          where ${speaks}`);
        const count = rows[0]?.count ?? 0;
        if (count > 0) found[name] = count;
      }
      return found;
    });
  } catch (error) {
    log.warn({ tenantId: ctx.tenantId, err: error }, "an erasure was not looked through for traces");
    return null;
  }
}

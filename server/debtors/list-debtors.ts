import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Balance, DebtorPage, DebtorRow, DebtorSort, ListDebtorsInput } from "@/server/debtors/contract";
import { debtorWhere } from "@/server/debtors/debtor-conditions";
import { type Cursor, decodeCursor, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { type WorkspaceDay, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { daysBetween } from "@/server/time/calendar";

/** A day after every due day, so that debtors who owe nothing come last when the oldest comes first. */
const NEVER = "9999-12-31";

/** One page of debtors with what they owe and what is planned for them. */
export function listDebtors(ctx: TenantContext, input: ListDebtorsInput): Promise<DebtorPage> {
  return read(ctx, "debtors.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    return debtorPage(tx, ctx, workspace, await debtorWhere(tx, ctx, workspace, input), input);
  });
}

/** For verbs that read page after page in their own transactions. */
export async function debtorPage(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  where: SQL,
  input: Pick<ListDebtorsInput, "sort" | "dir" | "cursor" | "limit" | "currency">,
): Promise<DebtorPage> {
  const from: Cursor | null = input.cursor ? decodeCursor(input.cursor) : null;
  const forward = from?.side !== "before";
  const ascending = (input.dir === "asc") === forward;
  const { column, type, join } = sorting(ctx, input.sort, input.currency ?? workspace.currency);
  const direction = ascending ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (${column}, d.id) ${ascending ? sql`>` : sql`<`} (${String(from.value)}::${type}, ${from.id}::uuid)`
    : sql``;
  const { rows } = await tx.execute<Row>(sql`
    with page as (
      select d.id, d.name, d.external_id, d.kind, d.country, d.city, d.stop, d.paused_reason,
        ${column}::text as sort_value, row_number() over (order by ${column} ${direction}, d.id ${direction}) as position
      from debtors d ${join} where ${where} ${beyond}
      order by ${column} ${direction}, d.id ${direction} limit ${input.limit + 1})
    select page.*, owes.balances, owes.oldest_due_on, next.channel as next_channel, next.dispatch_at as next_at
    from page
    left join lateral (
      select jsonb_agg(jsonb_build_object('currency', b.currency, 'openMinor', b.open_minor, 'openCount', b.open_count)
          order by b.open_count desc, b.currency) as balances, min(b.oldest_due_on)::text as oldest_due_on
      from debtor_balances b where b.tenant_id = ${ctx.tenantId} and b.debtor_id = page.id and b.open_minor > 0
    ) owes on true
    left join lateral (
      select t.channel, t.dispatch_at from touches t
      where t.tenant_id = ${ctx.tenantId} and t.debtor_id = page.id and t.status = 'queued'
      order by t.dispatch_at limit 1
    ) next on true
    order by page.position`);
  const page = pageOf(rows, input.limit, from, (row) => ({ value: row.sort_value, id: row.id }));
  return { ...page, rows: page.rows.map((row) => toDebtorRow(row, workspace.today)), today: workspace.today };
}

function sorting(ctx: TenantContext, sort: DebtorSort, currency: string): { column: SQL; type: SQL; join: SQL } {
  switch (sort) {
    case "name":
      return { column: sql`lower(d.name collate "pg_c_utf8")`, type: sql`text`, join: sql`` };
    case "created":
      return { column: sql`d.created_at`, type: sql`timestamptz`, join: sql`` };
    case "balance":
      return {
        column: sql`coalesce(owed.open_minor, 0)`,
        type: sql`bigint`,
        join: sql`left join debtor_balances owed
          on owed.tenant_id = ${ctx.tenantId} and owed.debtor_id = d.id and owed.currency = ${currency}`,
      };
    case "oldest":
      return {
        column: sql`coalesce(owed.oldest, ${NEVER}::date)`,
        type: sql`date`,
        join: sql`left join (
          select b.debtor_id, min(b.oldest_due_on) as oldest from debtor_balances b
          where b.tenant_id = ${ctx.tenantId} and b.open_minor > 0 group by b.debtor_id) owed on owed.debtor_id = d.id`,
      };
  }
}

type Row = {
  id: string;
  name: string;
  external_id: string;
  kind: DebtorRow["kind"];
  country: string;
  city: string | null;
  stop: DebtorRow["stop"];
  paused_reason: string | null;
  sort_value: string;
  balances: Balance[] | null;
  oldest_due_on: string | null;
  next_channel: "email" | "sms" | "voice" | null;
  next_at: string | Date | null;
};

function toDebtorRow(row: Row, today: string): DebtorRow {
  return {
    id: toPublicId("debtor", row.id),
    name: row.name,
    externalId: row.external_id,
    kind: row.kind,
    country: row.country,
    city: row.city,
    stop: row.stop,
    paused: row.paused_reason !== null,
    balances: row.balances ?? [],
    oldestDueOn: row.oldest_due_on,
    daysOverdue: row.oldest_due_on === null ? null : daysBetween(row.oldest_due_on, today),
    nextTouch: row.next_channel && row.next_at ? { channel: row.next_channel, at: new Date(row.next_at) } : null,
  };
}

import { type SQL, sql } from "drizzle-orm";
import { type Channel, channel } from "@/server/journeys/graph/schema";
import { type CappedCount, capped, decodeCursor, type Page, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import {
  type ListTouchesInput,
  type TouchPurpose,
  type TouchRow,
  type TouchStatus,
  touchCountMax,
  touchStatuses,
} from "@/server/touches/contract";

type TouchPage = Page<TouchRow> & { total: CappedCount };

/** A page of touches, newest first. */
export function listTouches(ctx: TenantContext, input: ListTouchesInput): Promise<TouchPage> {
  const from = input.cursor ? decodeCursor(input.cursor) : null;
  const backwards = from?.side === "before";
  const direction = backwards ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (t.created_at, t.id) ${backwards ? sql`>` : sql`<`} (${String(from.value)}::timestamptz, ${from.id}::uuid)`
    : sql``;
  const ordered = sql`order by created_at ${direction}, id ${direction} limit ${input.pageSize + 1}`;
  return read(ctx, "touches.read", async (tx) => {
    const legs = legsOf(ctx, input);
    const nearest = legs.map(
      (where) => sql`(select t.id, t.created_at from touches t where ${where} ${beyond} ${ordered})`,
    );
    const { rows } = await tx.execute<TouchSqlRow>(sql`
      with page as materialized (select id from (${sql.join(nearest, sql` union all `)}) as nearest ${ordered})
      ${touchColumns} ${touchTables}
      where t.tenant_id = ${ctx.tenantId} and t.id in (select id from page)
      order by t.created_at ${direction}, t.id ${direction}`);
    const all = legs.map((where) => sql`(select from touches t where ${where})`);
    const counted = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from (${sql.join(all, sql` union all `)}) as every limit ${touchCountMax + 1}) as counted`);
    const page = pageOf(rows, input.pageSize, from, (row) => ({
      value: new Date(row.created_at).toISOString(),
      id: row.id,
    }));
    return { ...page, rows: page.rows.map(toTouchRow), total: capped(counted.rows[0]?.count ?? 0, touchCountMax) };
  });
}

/**
 * The conditions on `touches t` that together mean what is asked for, each of which an index holds in the list's order.
 * A debtor's touches are few enough to look at each; otherwise there is one for each status and channel.
 */
function legsOf(ctx: TenantContext, { channel: one, status, debtorId, campaignId }: ListTouchesInput): SQL[] {
  const campaign = campaignId ? sql`and t.campaign_id = ${campaignId}` : sql``;
  if (debtorId) {
    const only = sql`${status ? sql`and t.status = ${status}` : sql``} ${one ? sql`and t.channel = ${one}` : sql``}`;
    return [sql`t.tenant_id = ${ctx.tenantId} and t.debtor_id = ${debtorId} ${campaign} ${only}`];
  }
  const channels = one ? [one] : channel.options;
  return (status ? [status] : touchStatuses).flatMap((each) =>
    channels.map(
      (through) => sql`t.tenant_id = ${ctx.tenantId} ${campaign} and t.status = ${each} and t.channel = ${through}`,
    ),
  );
}

export const touchColumns = sql`
  select t.id, t.debtor_id, d.name as debtor_name, t.channel, t.purpose, t.status, t.result_code, t.dispatch_at,
         t.created_at, t.sent_at, c.id as campaign_id, c.name as campaign_name`;
export const touchTables = sql`
  from touches t
  join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
  left join campaigns c on c.tenant_id = t.tenant_id and c.id = t.campaign_id`;

export type TouchSqlRow = {
  id: string;
  debtor_id: string;
  debtor_name: string;
  channel: Channel;
  purpose: TouchPurpose;
  status: TouchStatus;
  result_code: string | null;
  dispatch_at: string;
  created_at: string;
  sent_at: string | null;
  campaign_id: string | null;
  campaign_name: string | null;
};

export function toTouchRow(row: TouchSqlRow): TouchRow {
  return {
    id: toPublicId("touch", row.id),
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    channel: row.channel,
    purpose: row.purpose,
    status: row.status,
    resultCode: row.result_code,
    campaignId: row.campaign_id ? toPublicId("campaign", row.campaign_id) : null,
    campaignName: row.campaign_name,
    dispatchAt: new Date(row.dispatch_at),
    createdAt: new Date(row.created_at),
    sentAt: row.sent_at === null ? null : new Date(row.sent_at),
  };
}

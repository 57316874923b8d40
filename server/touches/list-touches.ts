import { type SQL, sql } from "drizzle-orm";
import type { Channel } from "@/server/journeys/graph/schema";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import type { ListTouchesInput, TouchPurpose, TouchRow, TouchStatus } from "@/server/touches/contract";

/** A page of touches, newest first. */
export function listTouches(ctx: TenantContext, input: ListTouchesInput): Promise<{ rows: TouchRow[]; more: boolean }> {
  return read(ctx, "touches.read", async (tx) => {
    const conditions: SQL[] = [sql`t.tenant_id = ${ctx.tenantId}`];
    if (input.channel) conditions.push(sql`t.channel = ${input.channel}`);
    if (input.status) conditions.push(sql`t.status = ${input.status}`);
    if (input.debtorId) conditions.push(sql`t.debtor_id = ${input.debtorId}`);
    if (input.campaignId) conditions.push(sql`e.campaign_id = ${input.campaignId}`);
    const { rows } = await tx.execute<TouchSqlRow>(sql`
      ${touchColumns} ${touchTables}
      where ${sql.join(conditions, sql` and `)}
      order by t.created_at desc, t.id desc
      limit ${input.pageSize + 1} offset ${(input.page - 1) * input.pageSize}`);
    return { rows: rows.slice(0, input.pageSize).map(toTouchRow), more: rows.length > input.pageSize };
  });
}

export const touchColumns = sql`
  select t.id, t.debtor_id, d.name as debtor_name, t.channel, t.purpose, t.status, t.result_code, t.dispatch_at,
         t.created_at, t.sent_at, c.id as campaign_id, c.name as campaign_name`;
export const touchTables = sql`
  from touches t
  join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
  left join enrollments e on e.tenant_id = t.tenant_id and e.id = t.enrollment_id
  left join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id`;

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

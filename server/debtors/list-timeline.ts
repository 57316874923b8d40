import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { readPerson } from "@/server/audit/read-person";
import type { TimelineItem, TimelinePage, timelineInput } from "@/server/debtors/contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import { toTimelineItem } from "@/server/debtors/timeline-items";
import { decodeCursor, encodeCursor } from "@/server/keyset";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";

/** Everything that happened with a debtor across channels, the newest first. What is still to come is in nextSteps. */
export function listTimeline(ctx: TenantContext, input: z.output<typeof timelineInput>): Promise<TimelinePage> {
  return readPerson(ctx, "debtors.read", "timeline", async (tx) => {
    await requireDebtor(tx, ctx, input.debtorId);
    const from = input.cursor ? decodeCursor(input.cursor) : null;
    const wanted = input.kind ? [legs[input.kind]] : Object.values(legs);
    const union = wanted.map((leg) => {
      const { select, at, data } = leg(ctx, input.debtorId);
      const beyond = from ? sql`and (${at}, x.id) < (${String(from.value)}::timestamptz, ${from.id}::uuid)` : sql``;
      const nearest = sql`${select} ${beyond} order by ${at} desc, x.id desc limit ${input.limit + 1}`;
      return data ? sql`(select x.kind, x.id, x.at, ${data} from (${nearest}) as x)` : sql`(${nearest})`;
    });
    const { rows } = await tx.execute<TimelineRow>(
      sql`select * from (${sql.join(union, sql` union all `)}) as items order by at desc, id desc limit ${input.limit + 1}`,
    );
    const items: TimelineItem[] = rows.slice(0, input.limit).map(toTimelineItem);
    const last = rows[input.limit - 1];
    const more = rows.length > input.limit && last;
    const result: TimelinePage = {
      items,
      nextCursor: more ? encodeCursor({ value: instantOf(last.at).toISOString(), id: last.id, side: "after" }) : null,
    };
    return { result, debtorId: input.debtorId };
  });
}

export type TimelineRow = { kind: TimelineItem["kind"]; id: string; at: string | Date; data: Record<string, unknown> };

/** `data`, where it is looked up elsewhere, is so only for the rows of the page. */
type Leg = (ctx: { tenantId: string }, debtorId: string) => { select: SQL; at: SQL; data?: SQL };

/** One a kind: `(kind, id, at, data)` of rows `x` of the debtor. */
const legs: Record<TimelineItem["kind"], Leg> = {
  touch: (ctx, debtorId) => {
    const at = sql`coalesce(x.sent_at, x.settled_at, x.dispatch_at)`;
    return {
      at,
      select: sql`
        select 'touch' as kind, ${at} as at, x.* from touches x
        where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId} and x.status not in ('queued', 'sending')`,
      data: sql`(
        select jsonb_build_object(
          'channel', x.channel, 'status', x.status, 'purpose', x.purpose, 'code', x.result_code,
          'call', x.call_result, 'campaignName', (
            select c.name from campaigns c where c.tenant_id = ${ctx.tenantId} and c.id = x.campaign_id),
          'subject', m.subject, 'body', m.body)
        from (values (true)) as one left join lateral (
          select m.subject, m.body from messages m where m.tenant_id = ${ctx.tenantId} and m.debtor_id = ${debtorId}
            and m.touch_id = x.id and m.direction = 'outbound' order by m.at limit 1) m on true) as data`,
    };
  },
  message: (ctx, debtorId) => ({
    at: sql`x.at`,
    select: sql`
      select 'message' as kind, x.id, x.at, jsonb_build_object(
        'channel', x.channel, 'direction', x.direction, 'subject', x.subject, 'body', x.body) as data
      from messages x
      where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}
        and (x.direction = 'inbound' or x.touch_id is null)`,
  }),
  payment: (ctx, debtorId) => ({
    at: sql`x.received_at`,
    select: sql`
      select 'payment' as kind, x.id, x.received_at as at, jsonb_build_object(
        'currency', x.currency, 'amountMinor', x.amount_minor, 'status', x.status, 'method', x.method) as data
      from payments x where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`,
  }),
  promise: (ctx, debtorId) => ({
    at: sql`x.created_at`,
    select: sql`
      select 'promise' as kind, x.id, x.created_at as at, jsonb_build_object(
        'currency', x.currency, 'amountMinor', x.amount_minor, 'dueOn', x.due_on, 'status', x.status,
        'source', x.source) as data
      from promises x where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`,
  }),
  dispute: (ctx, debtorId) => ({
    at: sql`x.opened_at`,
    select: sql`
      select 'dispute' as kind, x.id, x.opened_at as at, jsonb_build_object(
        'invoiceId', x.invoice_id, 'invoiceNumber', i.number, 'reason', x.reason, 'resolvedAt', x.resolved_at) as data
      from disputes x join invoices i on i.tenant_id = x.tenant_id and i.id = x.invoice_id
      where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`,
  }),
  event: (ctx, debtorId) => ({
    at: sql`x.at`,
    select: sql`
      select 'event' as kind, x.id, x.at, jsonb_build_object('name', x.name, 'data', x.data, 'sentBy', k.name) as data
      from api_events x left join api_keys k on k.tenant_id = x.tenant_id and k.id = x.recorded_by
      where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`,
  }),
  note: (ctx, debtorId) => ({
    at: sql`x.created_at`,
    select: sql`
      select 'note' as kind, x.id, x.created_at as at, jsonb_build_object('body', x.body, 'author', u.name) as data
      from debtor_notes x left join users u on u.id = x.author_id
      where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`,
  }),
  opt_out: (ctx, debtorId) => ({
    at: sql`x.at`,
    select: sql`
      select 'opt_out' as kind, x.id, x.at, jsonb_build_object(
        'channel', x.channel, 'address', x.address, 'source', x.source, 'liftedAt', x.lifted_at) as data
      from opt_outs x
      where x.tenant_id = ${ctx.tenantId} and (x.debtor_id = ${debtorId} or x.address in (
        select p.address from contact_points p where p.tenant_id = ${ctx.tenantId} and p.debtor_id = ${debtorId}))`,
  }),
};

// Which invoices, promises and events have reached the mark at which a journey takes their debtor in. Internal to triggers.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Audience } from "@/server/campaigns/contract";
import { keptElsewhere, wantedDebtors } from "@/server/campaigns/entering/audience-query";
import type { Trigger } from "@/server/journeys/graph/settings";
import { addDays } from "@/server/time/calendar";

export type TriggeredCampaign = {
  id: string;
  versionId: string;
  trigger: Trigger;
  audience: Audience;
  priority: number;
  holdoutPercent: number;
  /** Marks of before count only for what came in since. */
  launchedAt: Date;
  launchedOn: string;
};
/** `subjectId`: the invoice, the promise or the event, each of which takes its debtor in once a campaign. */
export type Mark = { subjectId: string; debtorId: string };

/** So long an event waits for an invoice that is open, and that no other campaign keeps; then it is old news. */
const EVENT_HOLDS_DAYS = 30;

/**
 * The marks that were reached and not seen yet, also those of days on which nothing ran; the oldest first. Where another
 * campaign keeps all that would be chased the mark stays open.
 */
export async function findMarks(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  campaign: TriggeredCampaign,
  today: string,
  limit: number,
): Promise<Mark[]> {
  const subjects = subjectsOf(ctx, campaign, today);
  if (!subjects) return [];
  const { rows } = await tx.execute<{ id: string; debtor_id: string }>(sql`
    select s.id, s.debtor_id from (${subjects}) s
    join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = s.debtor_id
    where exists (select 1 from invoices i where i.debtor_id = s.debtor_id and ${triggeredInvoices(ctx, campaign, today)})
      and ${wantedDebtors(ctx, campaign.audience)} and not exists (
      select 1 from trigger_marks m
      where m.tenant_id = ${ctx.tenantId} and m.campaign_id = ${campaign.id} and m.subject_id = s.id)
    order by s.day, s.id limit ${limit}`);
  return rows.map((row) => ({ subjectId: row.id, debtorId: row.debtor_id }));
}

function subjectsOf(ctx: { tenantId: string }, campaign: TriggeredCampaign, today: string): SQL | undefined {
  const { trigger, launchedOn } = campaign;
  const launchedAt = campaign.launchedAt.toISOString();
  const open = sql`i.tenant_id = ${ctx.tenantId} and i.status = 'open' and i.open_minor > 0`;
  const currency = campaign.audience.currency ? sql`and i.currency = ${campaign.audience.currency}` : sql``;
  switch (trigger.on) {
    // Once it is due, "becomes due" is no longer true.
    case "invoice_due":
      return sql`
        select i.id, i.debtor_id, i.due_on as day from invoices i
        where ${open} ${currency} and i.due_on between ${today}::date and ${addDays(today, trigger.days)}::date
          and (i.due_on >= ${addDays(launchedOn, trigger.days)}::date or i.created_at > ${launchedAt})`;
    case "invoice_overdue":
      return sql`
        select i.id, i.debtor_id, i.due_on as day from invoices i
        where ${open} ${currency} and i.due_on <= ${addDays(today, -trigger.days)}::date
          and (i.due_on >= ${addDays(launchedOn, -trigger.days)}::date or i.created_at > ${launchedAt})`;
    case "promise_broken":
      return sql`
        select p.id, p.debtor_id, p.due_on as day from promises p
        where p.tenant_id = ${ctx.tenantId} and p.status = 'broken' and p.closed_at > ${launchedAt}`;
    // A sandbox's clock may stand: what is sent right after the launch comes at the same instant.
    case "api_event":
      return sql`
        select e.id, e.debtor_id, e.at as day from api_events e
        where e.tenant_id = ${ctx.tenantId} and e.name = ${trigger.event} and e.at >= ${launchedAt}::timestamptz
          and e.at >= ${addDays(today, -EVENT_HOLDS_DAYS)}::timestamptz`;
    case "manual":
      return undefined;
  }
}

/** The open invoices `i` that an enrollment chases which the trigger takes in; of an event all, also those not due yet. */
export function triggeredInvoices(ctx: { tenantId: string }, campaign: TriggeredCampaign, today: string): SQL {
  const open = sql`i.tenant_id = ${ctx.tenantId} and i.status = 'open' and i.open_minor > 0`;
  const currency = campaign.audience.currency ? sql`and i.currency = ${campaign.audience.currency}` : sql``;
  const until = chasedUntil(campaign.trigger, today);
  const due = until ? sql`and i.due_on <= ${until}::date` : sql``;
  const kept = keptElsewhere(ctx, campaign.id, campaign.priority);
  return sql`${open} ${currency} ${due} and not ${kept}`;
}

function chasedUntil(trigger: Trigger, today: string): string | null {
  switch (trigger.on) {
    case "invoice_due":
      return addDays(today, trigger.days);
    case "invoice_overdue":
      return addDays(today, -trigger.days);
    case "api_event":
      return null;
    default:
      return addDays(today, -1);
  }
}

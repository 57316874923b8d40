// Whom a launch would take in: at once, or by its journey's trigger in the days after. Internal to the rehearsal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Audience } from "@/server/campaigns/contract";
import {
  chasedInvoices,
  keptElsewhere,
  largeEnough,
  meantDebtors,
  wantedDebtors,
} from "@/server/campaigns/entering/audience-query";
import { whoFits } from "@/server/campaigns/facts/who-fits";
import { REHEARSED_DAYS } from "@/server/campaigns/rehearsal/contract";
import type { Trigger } from "@/server/journeys/graph/settings";
import type { Entry } from "@/server/journeys/simulation/simulated";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";

/** An audience as of a day, and how the simulation lets it in. Null: nobody can say who will enter. */
export type Entering = { audience: Audience; today: string; entry: Entry; priority: number };

/** What a campaign that is launched on `day` takes in. A trigger sets the days, and asks nothing of the balance. */
export function enteringOf(
  trigger: Trigger | null,
  of: { audience: Audience; day: string; priority: number },
): Entering | null {
  const { audience, day, priority } = of;
  if (!trigger || trigger.on === "manual") {
    return { audience, today: day, priority, entry: { overdueDaysMin: audience.overdueDaysMin, rolling: false } };
  }
  if (trigger.on !== "invoice_due" && trigger.on !== "invoice_overdue") return null;
  const overdueDaysMin = trigger.on === "invoice_overdue" ? trigger.days : -trigger.days;
  return {
    audience: { ...audience, overdueDaysMin, balanceMinMinor: undefined },
    today: addDays(day, REHEARSED_DAYS - 1),
    priority,
    entry: { overdueDaysMin, rolling: true, marksFrom: addDays(day, -overdueDaysMin) },
  };
}

/** A rule is tried on at most so many. */
const TRIED_MAX = 5_000;

/** Up to `limit` of them, drawn so that they stand for all; always the same ones. */
export async function drawEntering(
  tx: TenantTransaction,
  ctx: TenantContext,
  { audience, today, entry, priority }: Entering,
  limit: number,
): Promise<string[]> {
  const { rows } = await tx.execute<{ debtor_id: string }>(sql`
    select i.debtor_id from invoices i
    join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
    where ${chasedInvoices(ctx, audience, today)} and ${wantedDebtors(ctx, audience)}
      and not ${keptElsewhere(ctx, null, priority)}
    group by i.debtor_id having ${largeEnough(audience, entry.marksFrom)}
    order by hashtextextended(i.debtor_id::text, 0) limit ${audience.where ? TRIED_MAX : limit}`);
  const ids = rows.map((row) => row.debtor_id);
  return (await whoFits(tx, ctx, ids, audience.where)).slice(0, limit);
}

/** The audience means them, and a stop keeps them out; its rule is not asked. */
export async function countStopped(
  tx: TenantTransaction,
  ctx: TenantContext,
  { audience, today }: Entering,
): Promise<number> {
  const { rows } = await tx.execute<{ stopped: number }>(sql`
    select count(distinct i.debtor_id)::int as stopped from debtors d
    join invoices i on i.tenant_id = d.tenant_id and i.debtor_id = d.id
    where ${meantDebtors(ctx, audience)} and d.stop is not null and ${chasedInvoices(ctx, audience, today)}`);
  return rows[0]?.stopped ?? 0;
}

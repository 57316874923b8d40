import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, dayIn, instantAt } from "@/server/time/calendar";

/** The workspace's calendar: its zone, its own currency, and what day it is there by its clock. */
export type WorkspaceDay = { zone: string; currency: string; today: string };

export async function workspaceDay(tx: TenantTransaction, ctx: TenantContext): Promise<WorkspaceDay> {
  const { rows } = await tx.execute<{ time_zone: string; currency: string }>(
    sql`select time_zone, currency from tenants where id = ${ctx.tenantId}`,
  );
  const { time_zone: zone, currency } = found(rows[0], "The workspace");
  return { zone, currency, today: dayIn(zone, ctx.clock.now()) };
}

/** The instants at which a day begins and the next one does. */
export function daySpan(zone: string, day: string): { from: Date; until: Date } {
  return { from: instantAt(zone, day, "00:00"), until: instantAt(zone, addDays(day, 1), "00:00") };
}

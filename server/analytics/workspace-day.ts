import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, dayIn, instantAt } from "@/server/time/calendar";

/** The workspace's calendar: its zone, its own currency, and what day it is there by its clock. */
export type WorkspaceDay = { zone: string; currency: string; today: string };

export async function workspaceDay(tx: TenantTransaction, ctx: TenantContext): Promise<WorkspaceDay> {
  const { rows } = await tx.execute<{ time_zone: string; currency: string }>(
    sql`select time_zone, currency from tenants where id = ${ctx.tenantId}`,
  );
  const zone = rows[0]?.time_zone ?? "UTC";
  return { zone, currency: rows[0]?.currency ?? "USD", today: dayIn(zone, ctx.clock.now()) };
}

/** The instants at which a day begins and the next one does. */
export function daySpan(zone: string, day: string): { from: Date; until: Date } {
  return { from: instantAt(zone, day, "00:00"), until: instantAt(zone, addDays(day, 1), "00:00") };
}

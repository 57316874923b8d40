import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { MoneyRow, moneyRowsInput } from "@/server/analytics/contract";
import { periodStart } from "@/server/analytics/get-overview";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { instantOrNull } from "@/server/time/instants";

const ROWS_MAX = 500;

/** The payments behind "collected", or the open promises behind "promised". */
export function listMoney(ctx: TenantContext, input: z.output<typeof moneyRowsInput>): Promise<MoneyRow[]> {
  return read(ctx, "overview.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const { rows } = await tx.execute<Row>(
      input.show === "collected"
        ? sql`
          select p.id, p.debtor_id, d.name, p.currency, p.amount_minor - p.refunded_minor as amount_minor,
            p.received_at as at, null as day, p.status, p.method as via
          from payments p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
          where p.tenant_id = ${ctx.tenantId} and p.currency = ${input.currency}
            and p.status in ('succeeded', 'refunded') and p.received_at >= ${periodStart(workspace, input.days)}
            and p.received_at <= ${ctx.clock.now().toISOString()}
          order by p.received_at desc, p.id limit ${ROWS_MAX}`
        : sql`
          select p.id, p.debtor_id, d.name, p.currency, p.amount_minor, null as at, p.due_on::text as day, p.status,
            p.source as via
          from promises p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
          where p.tenant_id = ${ctx.tenantId} and p.currency = ${input.currency} and p.status = 'open'
          order by p.due_on, p.id limit ${ROWS_MAX}`,
    );
    return rows.map((row) => ({
      id: toPublicId(input.show === "collected" ? "payment" : "promise", row.id),
      debtorId: toPublicId("debtor", row.debtor_id),
      debtorName: row.name,
      currency: row.currency,
      amountMinor: Number(row.amount_minor),
      at: instantOrNull(row.at),
      day: row.day,
      status: row.status,
      via: row.via,
    }));
  });
}

type Row = {
  id: string;
  debtor_id: string;
  name: string;
  currency: string;
  amount_minor: string;
  at: string | Date | null;
  day: string | null;
  status: string;
  via: string;
};

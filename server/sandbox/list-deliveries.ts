import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { DeliveryState, ListDeliveriesInput, SandboxItem } from "@/server/sandbox/contract";
import type { TenantContext } from "@/server/tenant-context";

/** What debtors received on a channel and wrote back, the newest first. */
export function listDeliveries(ctx: TenantContext, input: ListDeliveriesInput): Promise<SandboxItem[]> {
  return read(ctx, "sandbox.read", async (tx) => {
    const { channel, debtorId, limit } = input;
    const ofDebtor = debtorId ? sql`and x.debtor_id = ${debtorId}` : sql``;
    const { rows } = await tx.execute<Row>(sql`
      select x.*, d.name as debtor_name,
             exists (select 1 from opt_outs o where o.tenant_id = ${ctx.tenantId} and o.channel = ${channel}
               and o.address = x.address and o.lifted_at is null) as opted_out
      from (
        (select 'received' as kind, x.id, x.debtor_id, x.to_address as address, x.from_address as counterpart, x.subject,
                x.body, x.state, x.digits, x.at
         from sandbox_deliveries x
         where x.tenant_id = ${ctx.tenantId} and x.channel = ${channel} ${ofDebtor}
         order by x.at desc, x.id desc limit ${limit})
        union all
        (select 'written', x.id, x.debtor_id, x.from_address, x.to_address, x.subject, x.body, null, null, x.at
         from messages x
         where x.tenant_id = ${ctx.tenantId} and x.channel = ${channel} and x.direction = 'inbound' ${ofDebtor}
         order by x.at desc, x.id desc limit ${limit})
      ) x
      left join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = x.debtor_id
      order by x.at desc, x.id desc limit ${limit}`);
    return rows.map((row) => ({
      id: toPublicId(row.kind === "received" ? "delivery" : "message", row.id),
      kind: row.kind,
      debtorId: row.debtor_id && toPublicId("debtor", row.debtor_id),
      debtorName: row.debtor_name,
      address: row.address,
      counterpart: row.counterpart,
      subject: row.subject,
      body: row.body,
      state: row.state,
      digits: row.digits,
      at: new Date(row.at),
      optedOut: row.opted_out,
    }));
  });
}

type Row = {
  kind: "received" | "written";
  id: string;
  debtor_id: string | null;
  debtor_name: string | null;
  address: string;
  counterpart: string;
  subject: string | null;
  body: string;
  state: DeliveryState | null;
  digits: string | null;
  at: string;
  opted_out: boolean;
};

/** The debtors who received anything, for the page's filter. */
export function listSandboxDebtors(ctx: TenantContext): Promise<{ id: string; name: string }[]> {
  return read(ctx, "sandbox.read", async (tx) => {
    const { rows } = await tx.execute<{ id: string; name: string }>(sql`
      select d.id, d.name from debtors d
      where d.tenant_id = ${ctx.tenantId}
        and d.id in (select debtor_id from sandbox_deliveries where tenant_id = ${ctx.tenantId})
      order by d.name, d.id limit 500`);
    return rows.map(({ id, name }) => ({ id: toPublicId("debtor", id), name }));
  });
}

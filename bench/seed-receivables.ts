// Debtors with contacts, consents and overdue invoices, made in the database: as large as a benchmark needs.
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";

/** Where they are, in turn: three zones, each with its number. */
const places = sql`(values (0, 'TX', '78701', '+1512'), (1, 'NY', '10001', '+1212'), (2, 'IL', '60601', '+1312'),
                           (3, 'CA', '90001', '+1213')) as place(turn, region, postcode, area)`;

/** `tags`: the first of each debtor's, in turn. Reserved domains and numbers only. */
export async function seedReceivables(
  tenant: { tenantId: string },
  options: { debtors: number; invoicesEach: number; now: Date; tags?: string[]; offset?: number },
  write: (work: (tx: Transaction) => Promise<void>) => Promise<void> = (work) => withTenant(tenant, work),
): Promise<void> {
  const { tenantId } = tenant;
  const { debtors, invoicesEach, now, tags = ["bench"], offset = 0 } = options;
  const at = now.toISOString();
  const pageSize = 10_000;
  for (let from = offset; from < offset + debtors; from += pageSize) {
    const to = Math.min(from + pageSize, offset + debtors) - 1;
    await write(async (tx) => {
      await tx.execute(sql`
        create temporary table made on commit drop as
        select n, uuidv7() as debtor_id, uuidv7() as contact_id, region, postcode, area || (2000000 + n) as phone
        from generate_series(${from}::int, ${to}::int) n join ${places} on turn = n % 4`);
      await tx.execute(sql`
        insert into debtors (tenant_id, id, external_id, name, kind, country, region, postal_code, address_verified,
                             tags, created_at, updated_at)
        select ${tenantId}::uuid, debtor_id, 'B' || n, 'Carrier ' || n, 'company', 'US', region, postcode, true,
               array[(${sql.param(tags)}::text[])[1 + n % ${tags.length}::int]], ${at}, ${at} from made`);
      await tx.execute(sql`
        insert into contacts (tenant_id, id, debtor_id, name, is_primary, created_at)
        select ${tenantId}::uuid, contact_id, debtor_id, 'Payables ' || n, true, ${at} from made`);
      await tx.execute(sql`
        insert into contact_points (tenant_id, id, debtor_id, contact_id, kind, address, is_primary, line_type,
                                    line_type_checked_at, created_at)
        select ${tenantId}::uuid, uuidv7(), debtor_id, contact_id, 'email', 'ap' || n || '@example.com', true, null, null::timestamptz,
               ${at}::timestamptz from made
        union all
        select ${tenantId}::uuid, uuidv7(), debtor_id, contact_id, 'phone', phone, true, 'mobile', ${at}::timestamptz,
               ${at}::timestamptz from made`);
      await tx.execute(sql`
        insert into consents (tenant_id, id, debtor_id, channel, address, kind, granted_at)
        select ${tenantId}::uuid, uuidv7(), debtor_id, c, phone, 'express_written', ${at}
        from made, unnest(array['sms', 'voice']) c`);
      await tx.execute(sql`
        insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency, amount_minor,
                              status, load_number, created_at, updated_at)
        select ${tenantId}::uuid, uuidv7(), debtor_id, 'INV-' || n || '-' || k, 'INV' || n || k,
               (${at}::timestamptz - interval '60 days')::date, (${at}::timestamptz - interval '30 days')::date, 'USD',
               50000 + (n * 37 + k * 11) % 900000, 'open', 'LD' || n, ${at}, ${at}
        from made, generate_series(1, ${invoicesEach}::int) k`);
      await tx.execute(sql`
        insert into debtor_balances (tenant_id, debtor_id, currency, open_minor, open_count, oldest_due_on)
        select i.tenant_id, i.debtor_id, i.currency, sum(i.open_minor), count(*), min(i.due_on)
        from made join invoices i on i.tenant_id = ${tenantId}::uuid and i.debtor_id = made.debtor_id
        where i.tenant_id = ${tenantId} group by i.tenant_id, i.debtor_id, i.currency`);
    });
  }
}

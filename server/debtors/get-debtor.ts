import { sql } from "drizzle-orm";
import type { z } from "zod";
import { readPerson } from "@/server/audit/read-person";
import { contactsOf } from "@/server/debtors/contacts-of";
import type { DebtorDetail, debtorIdInput } from "@/server/debtors/contract";
import { found } from "@/server/errors";
import { zonesOf } from "@/server/policy/zones";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf, instantOrNull } from "@/server/time/instants";

/** Who the debtor is: where, whom to contact how, and what is open with them. */
export function getDebtor(ctx: TenantContext, input: z.output<typeof debtorIdInput>): Promise<DebtorDetail> {
  return readPerson(ctx, "debtors.read", "debtor", async (tx) => {
    const { rows } = await tx.execute<Row>(
      sql`select * from debtors where tenant_id = ${ctx.tenantId} and id = ${input.debtorId}`,
    );
    const row = found(rows[0], "The debtor");
    const place = {
      country: row.country,
      region: row.region,
      postalCode: row.postal_code,
      addressVerified: row.address_verified,
      statedTimeZone: row.stated_time_zone,
    };
    const notice = await tx.execute<NoticeRow>(sql`
      select settings ->> 'collectorRole' in ('third_party', 'debt_buyer') as collects_for_others,
        (select min(at) from contact_ledger l
          where l.tenant_id = ${ctx.tenantId} and l.debtor_id = ${input.debtorId} and l.state = 'made') as first_contact_at
      from tenants where id = ${ctx.tenantId}`);
    const disputes = await tx.execute<DisputeRow>(sql`
      select x.id, x.invoice_id, i.number, x.reason, x.opened_at
      from disputes x join invoices i on i.tenant_id = x.tenant_id and i.id = x.invoice_id
      where x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${input.debtorId} and x.resolved_at is null
      order by x.opened_at desc, x.id`);
    const promises = await tx.execute<PromiseRow>(sql`
      select id, currency, amount_minor, due_on::text from promises
      where tenant_id = ${ctx.tenantId} and debtor_id = ${input.debtorId} and status = 'open' order by due_on, id`);
    const invoices = await tx.execute<InvoiceRow>(sql`
      select id, number, currency, open_minor, due_on::text from invoices
      where tenant_id = ${ctx.tenantId} and debtor_id = ${input.debtorId} and status = 'open' and open_minor > 0
      order by due_on, id limit 200`);
    const result: DebtorDetail = {
      id: toPublicId("debtor", row.id),
      name: row.name,
      externalId: row.external_id,
      kind: row.kind,
      country: row.country,
      region: row.region,
      city: row.city,
      postalCode: row.postal_code,
      street: row.street,
      addressVerified: row.address_verified,
      language: row.language,
      tags: row.tags,
      stop: row.stop,
      stoppedAt: instantOrNull(row.stopped_at),
      pausedReason: row.paused_reason,
      privacy: {
        restrictedFor: row.restricted_for,
        automationRefused: row.automation_refused_at !== null,
        erasedAt: instantOrNull(row.erased_at),
      },
      createdAt: instantOf(row.created_at),
      zones: zonesOf(place, null),
      statedTimeZone: row.stated_time_zone,
      wishes: row.preferences,
      validationNotice: {
        due: row.kind === "consumer" && notice.rows[0]?.collects_for_others === true,
        sentAt: instantOrNull(row.validation_notice_sent_at),
        firstContactAt: instantOrNull(notice.rows[0]?.first_contact_at ?? null),
      },
      contacts: await contactsOf(tx, ctx, input.debtorId, (address) => zonesOf(place, address)),
      openDisputes: disputes.rows.map((each) => ({
        id: toPublicId("dispute", each.id),
        invoiceId: toPublicId("invoice", each.invoice_id),
        invoiceNumber: each.number,
        reason: each.reason,
        openedAt: instantOf(each.opened_at),
      })),
      openPromises: promises.rows.map((each) => ({
        id: toPublicId("promise", each.id),
        currency: each.currency,
        amountMinor: Number(each.amount_minor),
        dueOn: each.due_on,
      })),
      openInvoices: invoices.rows.map((each) => ({
        id: toPublicId("invoice", each.id),
        number: each.number,
        currency: each.currency,
        openMinor: Number(each.open_minor),
        dueOn: each.due_on,
      })),
    };
    return { result, debtorId: row.id };
  });
}

type Row = {
  id: string;
  name: string;
  external_id: string;
  kind: DebtorDetail["kind"];
  country: string;
  region: string | null;
  city: string | null;
  postal_code: string | null;
  street: string | null;
  address_verified: boolean;
  stated_time_zone: string | null;
  language: string;
  tags: string[];
  stop: DebtorDetail["stop"];
  stopped_at: string | Date | null;
  paused_reason: string | null;
  restricted_for: DebtorDetail["privacy"]["restrictedFor"];
  automation_refused_at: string | Date | null;
  erased_at: string | Date | null;
  created_at: string | Date;
  preferences: DebtorDetail["wishes"];
  validation_notice_sent_at: string | Date | null;
};
type NoticeRow = { collects_for_others: boolean | null; first_contact_at: string | Date | null };
type DisputeRow = { id: string; invoice_id: string; number: string; reason: string | null; opened_at: string | Date };
type PromiseRow = { id: string; currency: string; amount_minor: string; due_on: string };
type InvoiceRow = { id: string; number: string; currency: string; open_minor: string; due_on: string };

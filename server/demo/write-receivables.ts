import { consents, contactPoints, contacts, debtors } from "@/db/schema/debtors";
import { disputes, invoices } from "@/db/schema/invoices";
import { paymentAllocations, payments } from "@/db/schema/payments";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import type { DemoDebtor, DemoInvoice } from "@/server/demo/generate-freight";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

type Rows = {
  debtors: (typeof debtors.$inferInsert)[];
  contacts: (typeof contacts.$inferInsert)[];
  points: (typeof contactPoints.$inferInsert)[];
  consents: (typeof consents.$inferInsert)[];
  invoices: (typeof invoices.$inferInsert)[];
  payments: (typeof payments.$inferInsert)[];
  allocations: (typeof paymentAllocations.$inferInsert)[];
  disputes: (typeof disputes.$inferInsert)[];
};

/** Writes generated debtors with all that hangs on them, in few statements, into an empty workspace. */
export async function writeReceivables(
  tx: TenantTransaction,
  ctx: TenantContext,
  generated: DemoDebtor[],
): Promise<{ debtorIds: string[] }> {
  const rows: Rows = {
    debtors: [],
    contacts: [],
    points: [],
    consents: [],
    invoices: [],
    payments: [],
    allocations: [],
    disputes: [],
  };
  for (const debtor of generated) collect(rows, ctx, debtor);

  await inChunks(rows.debtors, (chunk) => tx.insert(debtors).values(chunk));
  await inChunks(rows.contacts, (chunk) => tx.insert(contacts).values(chunk));
  await inChunks(rows.points, (chunk) => tx.insert(contactPoints).values(chunk));
  await inChunks(rows.consents, (chunk) => tx.insert(consents).values(chunk));
  await inChunks(rows.invoices, (chunk) => tx.insert(invoices).values(chunk));
  await inChunks(rows.payments, (chunk) => tx.insert(payments).values(chunk));
  await inChunks(rows.allocations, (chunk) => tx.insert(paymentAllocations).values(chunk));
  await inChunks(rows.disputes, (chunk) => tx.insert(disputes).values(chunk));
  const debtorIds = rows.debtors.map((row) => row.id);
  await refreshBalances(tx, ctx, debtorIds);
  return { debtorIds };
}

function collect(rows: Rows, ctx: TenantContext, debtor: DemoDebtor) {
  const now = ctx.clock.now();
  const base = () => ({ tenantId: ctx.tenantId, id: ctx.chance.id() });
  const { contacts: people, invoices: bills, ...fields } = debtor;
  const row = { ...base(), ...fields, createdAt: now, updatedAt: now };
  rows.debtors.push(row);

  people.forEach((person, index) => {
    const contact = {
      ...base(),
      debtorId: row.id,
      name: person.name,
      jobTitle: person.jobTitle,
      isPrimary: index === 0,
      createdAt: now,
    };
    rows.contacts.push(contact);
    const addresses = [
      { kind: "email" as const, address: person.email, channels: ["email"] as const },
      ...(person.phone ? [{ kind: "phone" as const, address: person.phone, channels: ["sms", "voice"] as const }] : []),
    ];
    for (const { kind, address, channels } of addresses) {
      rows.points.push({
        ...base(),
        debtorId: row.id,
        contactId: contact.id,
        kind,
        address,
        isPrimary: true,
        createdAt: now,
      });
      for (const channel of channels) {
        rows.consents.push({
          ...base(),
          debtorId: row.id,
          channel,
          address,
          kind: "express",
          wording: "You may contact us about open invoices at this address.",
          evidence: "Customer application form",
          grantedAt: now,
        });
      }
    }
  });
  for (const bill of bills) collectInvoice(rows, ctx, row.id, bill);
}

function collectInvoice(rows: Rows, ctx: TenantContext, debtorId: string, bill: DemoInvoice) {
  const now = ctx.clock.now();
  const base = () => ({ tenantId: ctx.tenantId, id: ctx.chance.id() });
  const { payments: received, disputed, ...fields } = bill;
  const paidMinor = received.reduce((sum, payment) => sum + payment.amountMinor, 0);
  const paid = paidMinor >= bill.amountMinor;
  const invoice = {
    ...base(),
    debtorId,
    ...fields,
    numberKey: bill.number.replace(/^0+/, ""),
    paidMinor,
    status: paid ? ("paid" as const) : ("open" as const),
    settledOn: paid ? (received.at(-1)?.on ?? null) : null,
    documents: [
      { name: `Invoice ${bill.number}.pdf`, kind: "invoice" },
      ...(bill.hasPod ? [{ name: `POD ${bill.loadNumber}.pdf`, kind: "pod" }] : []),
      { name: `${bill.bolNumber}.pdf`, kind: "bol" },
    ],
    createdAt: now,
    updatedAt: now,
  };
  rows.invoices.push(invoice);
  for (const payment of received) {
    const receivedAt = instantAt("UTC", payment.on, "12:00");
    const paymentRow = {
      ...base(),
      debtorId,
      currency: bill.currency,
      amountMinor: payment.amountMinor,
      status: "succeeded" as const,
      method: "history" as const,
      receivedAt,
      createdAt: now,
    };
    rows.payments.push(paymentRow);
    rows.allocations.push({
      ...base(),
      paymentId: paymentRow.id,
      invoiceId: invoice.id,
      amountMinor: payment.amountMinor,
      createdAt: receivedAt,
    });
  }
  if (disputed) {
    rows.disputes.push({
      ...base(),
      debtorId,
      invoiceId: invoice.id,
      reason: disputed,
      source: "import",
      openedAt: instantAt("UTC", bill.issuedOn, "12:00"),
    });
  }
}

const ROWS_PER_STATEMENT = 500;

async function inChunks<T>(rows: T[], insert: (chunk: T[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await insert(rows.slice(from, from + ROWS_PER_STATEMENT));
  }
}

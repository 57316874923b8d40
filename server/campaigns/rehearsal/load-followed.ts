// Debtors as they would enter: with what the campaign chases of each, and all that is known of them. Internal to the
// rehearsal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { chasedInvoices, keptElsewhere } from "@/server/campaigns/entering/audience-query";
import { loadFacts } from "@/server/campaigns/facts/load-facts";
import type { Entering } from "@/server/campaigns/rehearsal/who-enters";
import { factsUsed } from "@/server/journeys/graph/facts-used";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { SimulatedInvoice } from "@/server/journeys/simulation/happenings";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { toPublicId } from "@/server/public-ids";
import { knownDebtors, optOutsOf } from "@/server/simulations/debtors-of";
import { openPromises } from "@/server/simulations/load-debtors";
import type { TenantContext } from "@/server/tenant-context";
import { loadLedger } from "@/server/touches/contact-ledger";
import type { DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import type { LedgerEntry } from "@/server/touches/deciding/ledger";

/** What a message may say of an invoice beside its money. */
export type InvoiceNames = { number: string; loadNumber: string | null };

export type Followed = {
  tenant: TenantFacts;
  debtors: SimulatedDebtor[];
  invoiceNames: Map<string, InvoiceNames>;
  /** A payment on its way covers all that would be chased. */
  paying: { debtorId: string; name: string }[];
  unknownLines: number;
};

/** `ids`: who would enter. Nobody answers or pays: nothing is drawn. */
export async function loadFollowed(
  tx: TenantTransaction,
  ctx: TenantContext,
  ids: readonly string[],
  entering: Entering,
  graph: ExecutableGraph,
): Promise<Followed> {
  const known = await knownDebtors(tx, ctx, ids);
  const chased = await chasedOf(tx, ctx, ids, entering);
  const promises = await openPromises(tx, ctx, ids);
  const contacts = await contactsOf(tx, ctx, known.of);
  const now = ctx.clock.now();
  const parts = factsUsed(graph);
  const owners = parts.size > 0 ? ids.map((id) => ({ owner: id, debtorId: id, parts })) : [];
  const of = chased.map(({ debtor_id, id }) => ({ owner: debtor_id, invoice_id: id }));
  const more = await loadFacts(tx, ctx, owners, { today: entering.today, now, of });
  const invoicesOf = Map.groupBy(chased, (row) => row.debtor_id);

  const followed: Followed = {
    tenant: known.tenant,
    debtors: [],
    invoiceNames: new Map(
      chased.map((row) => [toPublicId("invoice", row.id), { number: row.number, loadNumber: row.load_number }]),
    ),
    paying: [],
    unknownLines: 0,
  };
  for (const id of ids) {
    const facts = known.of.get(id);
    if (!facts) continue;
    const invoices = (invoicesOf.get(id) ?? []).map(toInvoice).filter((invoice) => invoice.openMinor > 0);
    if (invoices.length === 0) {
      followed.paying.push({ debtorId: facts.id, name: facts.name });
      continue;
    }
    followed.unknownLines += known.unknownLines.get(id) ?? 0;
    followed.debtors.push({
      facts,
      invoices,
      optOuts: optOutsOf(facts, known.optOuts),
      promises: promises.get(id) ?? [],
      contacts: contacts.get(id)?.contacts ?? [],
      replies: contacts.get(id)?.replies ?? [],
      happenings: [],
      behaviour: null,
      ...(parts.size > 0 && { more: more(id) }),
    });
  }
  return followed;
}

type InvoiceRow = {
  debtor_id: string;
  id: string;
  number: string;
  load_number: string | null;
  currency: string;
  rest: string;
  due_on: string;
  disputed: boolean;
};

/** The invoices that would be chased, each less what a slow payment is about to pay of it. */
async function chasedOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  ids: readonly string[],
  { audience, today, priority }: Entering,
): Promise<InvoiceRow[]> {
  const asked = sql.param([...ids]);
  const { rows } = await tx.execute<InvoiceRow>(sql`
    with on_its_way as materialized (
      select (line ->> 'invoiceId')::uuid as invoice_id, sum((line ->> 'amountMinor')::bigint) as amount_minor
      from checkouts c cross join lateral jsonb_array_elements(c.lines) as line
      where c.tenant_id = ${ctx.tenantId} and c.status = 'processing' and c.debtor_id = any(${asked}::uuid[])
      group by 1)
    select i.debtor_id, i.id, i.number, i.load_number, i.currency, i.due_on::text,
           greatest(0, i.open_minor - coalesce(w.amount_minor, 0))::text as rest,
           exists (select 1 from disputes x where x.tenant_id = i.tenant_id and x.invoice_id = i.id
                   and x.resolved_at is null) as disputed
    from invoices i left join on_its_way w on w.invoice_id = i.id
    where i.debtor_id = any(${asked}::uuid[]) and ${chasedInvoices(ctx, audience, today)}
      and not ${keptElsewhere(ctx, null, priority)}
    order by i.due_on, i.number`);
  return rows;
}

function toInvoice({ id, currency, rest, due_on: dueOn, disputed }: InvoiceRow): SimulatedInvoice {
  return { id: toPublicId("invoice", id), currency, openMinor: Number(rest), dueOn, disputed };
}

/** The last weeks' contacts of each, and those of others at the same addresses, each told once; and what they wrote. */
async function contactsOf(tx: TenantTransaction, ctx: TenantContext, debtors: ReadonlyMap<string, DebtorFacts>) {
  const addresses = [...debtors.values()].flatMap((debtor) => debtor.points.map((point) => point.address));
  const debtorIds = [...debtors.keys()];
  const ledger = await loadLedger(tx, ctx, { debtorIds, addresses: [...new Set(addresses)], now: ctx.clock.now() });
  const told = new Set<string>();
  const once = (entries: readonly LedgerEntry[]) => entries.filter((entry) => !told.has(entry.touchId));
  return new Map(
    debtorIds.map((id) => {
      const points = debtors.get(id)?.points ?? [];
      const all = [...ledger.ofDebtor(id), ...points.flatMap((point) => ledger.history(id, point.address))];
      const fresh = [...new Map(once(all).map((entry) => [entry.touchId, entry])).values()];
      for (const entry of fresh) told.add(entry.touchId);
      const named = <Entry extends { debtorId: string }>(entry: Entry) => ({
        ...entry,
        debtorId: toPublicId("debtor", entry.debtorId),
      });
      return [id, { contacts: fresh.map(named), replies: ledger.repliesOf(id).map(named) }];
    }),
  );
}

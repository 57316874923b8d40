// Decides, row by row, what a file does to what is known: the same decision for the check and for applying. Pure.
import type { ImportOptions } from "@/server/imports/contract";
import type { ImportRow, InvoiceFacts, ReadRow } from "@/server/imports/parsing/import-row";
import { type FileMemory, fileMemory } from "@/server/imports/plan/file-memory";
import type { Known, KnownDebtor, KnownInvoice } from "@/server/imports/plan/known";
import { emptyPlan, type Plan, RowRefused } from "@/server/imports/plan/plan";
import { planContact } from "@/server/imports/plan/plan-contact";
import { debtorOrRefuse, type Effect, planDebtor, resolveDebtor } from "@/server/imports/plan/plan-debtor";
import { planInvoice, refuseInvoice } from "@/server/imports/plan/plan-invoice";

/** What every decision may ask. */
export type PlanContext = {
  importId: string;
  options: ImportOptions;
  asOf: string | null;
  /** The day the import happens on: the as-of day, else the workspace's today. */
  today: string;
  now: Date;
  language: string;
  id(): string;
  /** Noon (or the given time) of a day in the workspace's zone. */
  at(day: string, time?: string): Date;
};

export type Planner = ReturnType<typeof planner>;

/** One planner a run: it remembers what earlier rows of the file said. */
export function planner(context: PlanContext, known: Known) {
  const memory = fileMemory();
  /** The debtor a row is about, when it is known before planning. */
  function debtorOf(row: ImportRow): KnownDebtor | undefined {
    const resolved = resolveDebtor(known, row.party);
    return resolved === "ambiguous" ? undefined : resolved;
  }
  return {
    known,
    /** Rows of an earlier, finished part, whose debtors are known: only remembered. */
    skip(rows: readonly ReadRow[]) {
      for (const read of rows) {
        const debtor = "row" in read ? debtorOf(read.row) : undefined;
        if (!debtor || !("row" in read)) continue;
        memory.claims(read.row.party, debtor.id);
        memory.remember(read.row, debtor.id);
      }
    },
    debtorOf,
    /** `plan` is what was decided of earlier rows of the same batch. */
    plan(rows: readonly ReadRow[], invoices: ReadonlyMap<string, KnownInvoice[]>, plan: Plan = emptyPlan()): Plan {
      for (const read of rows) {
        if ("blank" in read) continue;
        plan.counts.rows += 1;
        if ("problems" in read) {
          plan.counts.rowsWithErrors += 1;
          plan.issues.push({ line: read.line, kind: "error", details: { problems: read.problems } });
          continue;
        }
        planRow(context, known, memory, plan, read.row, invoices);
      }
      return plan;
    },
  };
}

function planRow(
  context: PlanContext,
  known: Known,
  memory: FileMemory,
  plan: Plan,
  row: ImportRow,
  invoices: ReadonlyMap<string, KnownInvoice[]>,
) {
  try {
    const existing = debtorOrRefuse(context, known, row.party);
    const debtorId = existing?.id ?? context.id();
    const repeat = memory.invoice(row, debtorId);
    const alike = row.invoice && existing && invoices.size > 0 ? alikeOf(invoices, existing, row.invoice) : [];
    if (row.invoice) {
      const { number } = row.invoice;
      refuseInvoice(
        row.invoice,
        alike.find((invoice) => invoice.number === number),
      );
    }
    // Nothing refuses the row from here on.
    const party = planParty(context, known, memory, plan, row, existing ?? debtorId);
    const invoice = row.invoice
      ? planInvoice(context, known, plan, row, row.invoice, party.debtor, alike, repeat)
      : undefined;
    countRow(plan, invoice, party.effects);
    memory.remember(row, debtorId);
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error;
    plan.counts.rowsWithErrors += 1;
    plan.issues.push({ line: row.line, kind: "error", details: { problems: [error.problem] } });
  }
}

function alikeOf(
  invoices: ReadonlyMap<string, KnownInvoice[]>,
  debtor: KnownDebtor,
  { numberKey }: InvoiceFacts,
): readonly KnownInvoice[] {
  return invoices.get(`${debtor.id}:${numberKey}`) ?? [];
}

/** The debtor and the contact; where an earlier row said all of it about the same debtor, there is nothing left to do. */
function planParty(
  context: PlanContext,
  known: Known,
  memory: FileMemory,
  plan: Plan,
  row: ImportRow,
  existing: KnownDebtor | string,
): { debtor: KnownDebtor; effects: Effect[] } {
  if (typeof existing !== "string" && memory.saidBefore(row.party, existing)) return { debtor: existing, effects: [] };
  const first = memory.claims(row.party, typeof existing === "string" ? existing : existing.id);
  const { debtor, effect } = planDebtor(context, known, plan, row, existing, first);
  const contact = planContact(context, known, plan, row, debtor, first);
  return { debtor, effects: [effect, contact] };
}

/** A row is what its invoice is; one without an invoice, or with an unchanged one, is what its debtor and contact are. */
function countRow(plan: Plan, invoice: Effect | undefined, others: Effect[]) {
  const { counts } = plan;
  if (invoice === "skipped") counts.rowsSkipped += 1;
  else if (invoice === "new" || (invoice === undefined && others.includes("new"))) counts.rowsNew += 1;
  else if (invoice === "changed" || others.some((effect) => effect !== "unchanged")) counts.rowsChanged += 1;
  else counts.rowsUnchanged += 1;
}

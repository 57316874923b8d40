// The parts of debtors' facts beside money and addresses, for a whole batch, a statement a part, and only those asked for.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { loadPayments, loadProfile, loadPromises, loadResponses } from "@/server/campaigns/facts/debtor-facts";
import { loadFees, loadFreight, loadInvoices } from "@/server/campaigns/facts/invoice-facts";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { FactPart } from "@/server/journeys/rules/facts";

/** Whose facts: `owner` is an enrollment, or the debtor itself. */
export type Owner = { owner: string; debtorId: string; parts: ReadonlySet<FactPart> };
/** What every loader is given: `chased` gives `(owner, invoice_id)` of the owners' open invoices. */
export type Scope = { tenantId: string; today: string; now: Date; chased: SQL; debtorIds: readonly string[] };

/** Which invoices are chased: an enrollment's own, all that a debtor owes, or these. */
export type Chased = "enrollment" | "debtor" | readonly { owner: string; invoice_id: string }[];

type Parts = { [Part in FactPart]: NonNullable<EnrollmentFacts[Part]> };
type Loader<Part extends FactPart> = {
  of: "owner" | "debtor";
  load(tx: TenantTransaction, scope: Scope): Promise<Map<string, Parts[Part]>>;
  /** Of whom nothing was found. */
  none: Parts[Part];
};

const loaders: { [Part in FactPart]: Loader<Part> } = {
  invoices: { of: "owner", load: loadInvoices, none: { overdueCount: 0, largest: [] } },
  freight: {
    of: "owner",
    load: loadFreight,
    none: {
      podPresent: false,
      shortPaid: false,
      accessorialDisputed: false,
      factored: false,
      portalRejected: false,
      modes: [],
      lanes: [],
    },
  },
  fees: { of: "owner", load: loadFees, none: [] },
  payments: { of: "debtor", load: loadPayments, none: { averageDaysLate: null, lastPaidOn: null } },
  promises: { of: "debtor", load: loadPromises, none: { broken: 0, openDueOn: null } },
  profile: { of: "debtor", load: loadProfile, none: { stage: null, fields: {} } },
  responses: {
    of: "debtor",
    load: loadResponses,
    none: { email: { sent: 0, answered: 0 }, sms: { sent: 0, answered: 0 }, voice: { sent: 0, answered: 0 } },
  },
};

/** Of each owner the parts that it asked for; nothing is read where nobody asks. */
export async function loadFacts(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  owners: readonly Owner[],
  at: { today: string; now: Date; of: Chased },
): Promise<(owner: string) => Partial<Parts>> {
  const facts = new Map<string, Partial<Parts>>();
  const wanted = [...new Set(owners.flatMap((owner) => [...owner.parts]))];
  for (const part of wanted) {
    const asking = owners.filter((owner) => owner.parts.has(part));
    const scope = scopeOf(ctx, asking, at);
    const { of, load, none } = loaders[part] as Loader<FactPart>;
    const found = await load(tx, scope);
    for (const { owner, debtorId } of asking) {
      const value = found.get(of === "owner" ? owner : debtorId) ?? none;
      facts.set(owner, { ...facts.get(owner), [part]: value });
    }
  }
  return (owner) => facts.get(owner) ?? {};
}

function scopeOf(
  ctx: { tenantId: string },
  owners: readonly Owner[],
  { today, now, of }: { today: string; now: Date; of: Chased },
): Scope {
  const debtorIds = [...new Set(owners.map((owner) => owner.debtorId))];
  const ids = sql.param(owners.map((owner) => owner.owner));
  const chased =
    typeof of === "object"
      ? sql`select x.owner, x.invoice_id from json_to_recordset(${JSON.stringify(of)}::json) as x(owner uuid, invoice_id uuid)
            where x.owner = any(${ids}::uuid[])`
      : of === "enrollment"
        ? sql`select ei.enrollment_id as owner, ei.invoice_id from enrollment_invoices ei
            where ei.tenant_id = ${ctx.tenantId} and ei.enrollment_id = any(${ids}::uuid[])`
        : sql`select i.debtor_id as owner, i.id as invoice_id from invoices i
            where i.tenant_id = ${ctx.tenantId} and i.debtor_id = any(${ids}::uuid[]) and i.status = 'open'`;
  return { tenantId: ctx.tenantId, today, now, chased, debtorIds };
}

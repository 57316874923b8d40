// Whom an erasure is about, as it is known before anything goes. Private to the folder.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { collectorOf } from "@/server/policy/collector";
import type { Keeping } from "@/server/retention/rules/periods";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { instantOrNull } from "@/server/time/instants";

export type Person = {
  debtorId: string;
  name: string;
  externalId: string;
  street: string | null;
  contactNames: string[];
  /** Addresses that nobody else in the workspace has, and those that somebody has too. */
  own: { kind: "email" | "phone"; address: string; attorneys: boolean }[];
  shared: string[];
  erasedAt: Date | null;
  keeping: Keeping;
};

/** `lock` holds the debtor until the transaction ends. */
export async function loadPerson(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  lock = false,
): Promise<Person> {
  const { rows } = await tx.execute<Row>(sql`
    select d.name, d.external_id, d.street, d.country, d.kind, d.erased_at, t.country as workspace_country,
           t.settings
    from debtors d join tenants t on t.id = d.tenant_id
    where d.tenant_id = ${ctx.tenantId} and d.id = ${debtorId} ${lock ? sql`for update of d` : sql``}`);
  const row = found(rows[0], "The debtor");
  const points = await tx.execute<{
    kind: "email" | "phone";
    address: string;
    attorneys: boolean;
    shared: boolean;
  }>(sql`
    select p.kind, p.address, p.place is not distinct from 'attorney' as attorneys, exists (select 1 from contact_points o
      where o.tenant_id = p.tenant_id and o.address = p.address and o.debtor_id <> p.debtor_id) as shared
    from contact_points p where p.tenant_id = ${ctx.tenantId} and p.debtor_id = ${debtorId} order by p.id`);
  const contacts = await tx.execute<{ name: string }>(sql`
    select distinct name from contacts where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by name`);
  const { today } = await workspaceDay(tx, ctx);
  return {
    debtorId,
    name: row.name,
    externalId: row.external_id,
    street: row.street,
    contactNames: contacts.rows.map(({ name }) => name),
    own: points.rows.filter(({ shared }) => !shared).map(({ shared: _, ...point }) => point),
    shared: points.rows.filter(({ shared }) => shared).map(({ address }) => address),
    erasedAt: instantOrNull(row.erased_at),
    keeping: {
      workspaceCountry: row.workspace_country,
      role: collectorOf(row.settings).role === "first_party" ? "first_party" : "third_party",
      debtorCountry: row.country,
      debtorKind: row.kind,
      today,
    },
  };
}

type Row = {
  name: string;
  external_id: string;
  street: string | null;
  country: string;
  kind: Keeping["debtorKind"];
  erased_at: string | Date | null;
  workspace_country: string;
  settings: unknown;
};

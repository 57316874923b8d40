// What must be kept of a person who is erased: which kinds, until when, and the records themselves. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { DataKind } from "@/server/retention/contract";
import { type Dates, keptUntil } from "@/server/retention/rules/periods";
import type { Person } from "@/server/rights/erase/person";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";

export type KeptKind = Extract<DataKind, "books" | "claims" | "contact_records" | "recordings" | "permissions">;
export type Kept = { kind: KeptKind; things: number; keptUntil: string; rules: string[] };

/** Kinds whose time by law is not over, the longest first. */
export async function whatIsKept(tx: TenantTransaction, ctx: TenantContext, person: Person): Promise<Kept[]> {
  const { zone, today } = await workspaceDay(tx, ctx);
  const { rows } = await tx.execute<FactsRow>(sql`
    select
      (select count(*)::int from invoices where ${ofDebtor(ctx, person)}) +
        (select count(*)::int from payments where ${ofDebtor(ctx, person)}) as books,
      greatest((select max(issued_on)::timestamptz from invoices where ${ofDebtor(ctx, person)}),
        (select max(received_at) from payments where ${ofDebtor(ctx, person)})) as booked_at,
      (select count(*)::int from invoices where ${ofDebtor(ctx, person)} and status = 'open' and open_minor > 0) as claims,
      (select max(due_on)::text from invoices where ${ofDebtor(ctx, person)} and status = 'open' and open_minor > 0) as due_on,
      (select count(*)::int from touches where ${ofDebtor(ctx, person)}) +
        (select count(*)::int from messages where ${ofDebtor(ctx, person)} and touch_id is null) as contact_records,
      greatest((select max(coalesce(sent_at, created_at)) from touches where ${ofDebtor(ctx, person)}),
        (select max(at) from messages where ${ofDebtor(ctx, person)})) as contacted_at,
      (select count(*)::int from call_recordings where ${keptRecordings(ctx, person)}) as recordings,
      (select max(started_at) from call_recordings where ${keptRecordings(ctx, person)}) as recorded_at,
      (select count(*)::int from consents where ${ofDebtor(ctx, person)}) +
        (select count(*)::int from opt_outs where ${ofDebtor(ctx, person)}) as permissions`);
  const facts = rows[0];
  if (!facts) return [];
  const dayOf = (at: string | Date | null) => (at === null ? today : dayIn(zone, new Date(at)));
  const lastActivity = dayOf(facts.contacted_at);
  const candidates: { kind: KeptKind; things: number; made: string }[] = [
    { kind: "books", things: facts.books, made: dayOf(facts.booked_at) },
    { kind: "claims", things: facts.claims, made: facts.due_on ?? today },
    { kind: "contact_records", things: facts.contact_records, made: lastActivity },
    { kind: "recordings", things: facts.recordings, made: dayOf(facts.recorded_at) },
    { kind: "permissions", things: facts.permissions, made: today },
  ];
  return candidates
    .flatMap(({ kind, things, made }) => {
      if (things === 0) return [];
      const dates: Dates = { made, ended: today, lastActivity };
      const kept = keptUntil(kind, person.keeping, dates);
      return kept && kept.until >= today ? [{ kind, things, keptUntil: kept.until, rules: kept.rules }] : [];
    })
    .sort((a, b) => (a.keptUntil < b.keptUntil ? 1 : -1));
}

type FactsRow = {
  books: number;
  booked_at: string | Date | null;
  claims: number;
  due_on: string | null;
  contact_records: number;
  contacted_at: string | Date | null;
  recordings: number;
  recorded_at: string | Date | null;
  permissions: number;
};

/** The record of a kind, as it is sealed: whole rows, and who they are about. */
export async function recordOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  person: Person,
  kind: KeptKind,
): Promise<Record<string, unknown>> {
  const parts: Record<KeptKind, Record<string, SQL>> = {
    books: {
      invoices: all("invoices", ctx, person),
      payments: all("payments", ctx, person),
      lateFees: all("late_fees", ctx, person),
    },
    claims: {
      contacts: all("contacts", ctx, person),
      addresses: all("contact_points", ctx, person),
      invoices: all("invoices", ctx, person, sql`and status = 'open' and open_minor > 0`),
      promises: all("promises", ctx, person),
      disputes: all("disputes", ctx, person),
    },
    contact_records: {
      contacts: all("contacts", ctx, person),
      addresses: all("contact_points", ctx, person),
      touches: all("touches", ctx, person),
      messages: all("messages", ctx, person),
      calls: all("calls", ctx, person),
      callTurns: sql`(select coalesce(jsonb_agg(to_jsonb(x) - 'tenant_id'), '[]') from call_turns x
        where tenant_id = ${ctx.tenantId} and call_id in (select id from calls where ${ofDebtor(ctx, person)}))`,
      slots: all("contact_ledger", ctx, person),
      promises: all("promises", ctx, person),
      disputes: all("disputes", ctx, person),
    },
    recordings: {
      // With the key to each file, which stays until the record goes: see keepFiles.
      recordings: sql`(select coalesce(jsonb_agg(to_jsonb(x) - 'tenant_id'), '[]') from call_recordings x
        where ${keptRecordings(ctx, person)})`,
    },
    permissions: { consents: all("consents", ctx, person), optOuts: all("opt_outs", ctx, person) },
  };
  const { rows } = await tx.execute<{ record: Record<string, unknown> }>(sql`
    select jsonb_build_object('identity', (
      select jsonb_build_object('name', name, 'externalId', external_id, 'kind', kind, 'country', country,
        'region', region, 'city', city, 'postalCode', postal_code, 'street', street)
      from debtors where tenant_id = ${ctx.tenantId} and id = ${person.debtorId})
      ${sql.join(
        Object.entries(parts[kind]).map(([name, part]) => sql`, ${name}::text, ${part}`),
        sql``,
      )}) as record`);
  return rows[0]?.record ?? {};
}

const ofDebtor = (ctx: { tenantId: string }, { debtorId }: Person) =>
  sql`tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}`;

const keptRecordings = (ctx: { tenantId: string }, person: Person) =>
  sql`tenant_id = ${ctx.tenantId} and state = 'kept' and call_id in (select id from calls where ${ofDebtor(ctx, person)})`;

export async function recordingsOf(tx: TenantTransaction, ctx: TenantContext, person: Person): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from call_recordings where ${keptRecordings(ctx, person)}`);
  return rows.map(({ id }) => id);
}

function all(table: string, ctx: { tenantId: string }, person: Person, and: SQL = sql``): SQL {
  return sql`(select coalesce(jsonb_agg(to_jsonb(x) - 'tenant_id'), '[]') from ${sql.identifier(table)} x
    where ${ofDebtor(ctx, person)} ${and})`;
}

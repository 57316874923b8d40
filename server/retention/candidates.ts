// What of each kind there is, since when its time runs, and how it is deleted. Internal to the room.
import { type SQL, sql } from "drizzle-orm";
import type { OwnKind } from "@/server/retention/contract";

type Of = { tenantId: string };
type Candidates = {
  /** `(id, debtor_id, since, label)`: `since` is when its time began to run; null: it has not. */
  rows: (of: Of) => SQL;
  /** Kept though its time is over, while something about the debtor is not settled. */
  holds: boolean;
  /** Deletes those with these ids; people are erased instead. */
  drop: ((of: Of, ids: SQL) => SQL[]) | null;
};

/** The last time that anything happened with a debtor `d`. */
const lastActivity = sql`greatest(d.created_at,
  (select max(t.created_at) from touches t where t.tenant_id = d.tenant_id and t.debtor_id = d.id),
  (select max(m.at) from messages m where m.tenant_id = d.tenant_id and m.debtor_id = d.id),
  (select max(c.started_at) from calls c where c.tenant_id = d.tenant_id and c.debtor_id = d.id),
  (select max(y.received_at) from payments y where y.tenant_id = d.tenant_id and y.debtor_id = d.id),
  (select max(e.at) from api_events e where e.tenant_id = d.tenant_id and e.debtor_id = d.id),
  (select max(i.updated_at) from invoices i where i.tenant_id = d.tenant_id and i.debtor_id = d.id))`;

const ofDebtors = (tenantId: string, has: SQL) => sql`
  select d.id, d.id as debtor_id, ${lastActivity} as since, d.name as label from debtors d
  where d.tenant_id = ${tenantId} and d.erased_at is null and ${has}`;

export const candidates: Record<OwnKind, Candidates> = {
  people: { rows: ({ tenantId }) => ofDebtors(tenantId, sql`true`), holds: true, drop: null },
  contact_records: {
    rows: ({ tenantId }) =>
      ofDebtors(
        tenantId,
        sql`(exists (select 1 from messages m where m.tenant_id = d.tenant_id and m.debtor_id = d.id)
          or exists (select 1 from calls c where c.tenant_id = d.tenant_id and c.debtor_id = d.id)
          or exists (select 1 from api_events e where e.tenant_id = d.tenant_id and e.debtor_id = d.id)
          or exists (select 1 from contact_ledger l where l.tenant_id = d.tenant_id and l.debtor_id = d.id))`,
      ),
    holds: true,
    drop: ({ tenantId }, ids) => [
      sql`delete from messages where tenant_id = ${tenantId} and debtor_id = any(${ids})`,
      sql`delete from calls where tenant_id = ${tenantId} and debtor_id = any(${ids})`,
      sql`delete from api_events where tenant_id = ${tenantId} and debtor_id = any(${ids})`,
      sql`delete from contact_ledger where tenant_id = ${tenantId} and debtor_id = any(${ids})`,
      sql`update touches set call_result = null, provider_ref = null,
            content = case when content is not null then '{"type":"text","text":""}'::jsonb end
          where tenant_id = ${tenantId} and debtor_id = any(${ids}) and status not in ('queued', 'sending')`,
    ],
  },
  recordings: {
    rows: ({ tenantId }) => sql`
      select r.id, c.debtor_id, r.started_at as since, coalesce(d.name, c.from_number) as label from call_recordings r
      join calls c on c.tenant_id = r.tenant_id and c.id = r.call_id
      left join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
      where r.tenant_id = ${tenantId} and r.state <> 'open'`,
    holds: true,
    drop: ({ tenantId }, ids) => [sql`delete from call_recordings where tenant_id = ${tenantId} and id = any(${ids})`],
  },
  notes: {
    rows: ({ tenantId }) =>
      ofDebtors(
        tenantId,
        sql`exists (select 1 from debtor_notes n where n.tenant_id = d.tenant_id and n.debtor_id = d.id)`,
      ),
    holds: true,
    drop: ({ tenantId }, ids) => [
      sql`delete from debtor_notes where tenant_id = ${tenantId} and debtor_id = any(${ids})`,
    ],
  },
  permissions: {
    rows: ({ tenantId }) => sql`
      select x.id, x.debtor_id, x.since, d.name as label from (
        select tenant_id, id, debtor_id, least(revoked_at, expires_at) as since from consents
        union all select tenant_id, id, debtor_id, lifted_at from opt_outs where debtor_id is not null) x
      join debtors d on d.tenant_id = x.tenant_id and d.id = x.debtor_id where x.tenant_id = ${tenantId}`,
    holds: true,
    drop: ({ tenantId }, ids) => [
      sql`delete from consents where tenant_id = ${tenantId} and id = any(${ids})`,
      sql`delete from opt_outs where tenant_id = ${tenantId} and id = any(${ids})`,
    ],
  },
  requests: {
    rows: ({ tenantId }) => sql`
      select r.id, r.debtor_id, r.closed_at as since, d.name as label from rights_requests r
      join debtors d on d.tenant_id = r.tenant_id and d.id = r.debtor_id where r.tenant_id = ${tenantId}`,
    holds: false,
    drop: ({ tenantId }, ids) => [sql`delete from rights_requests where tenant_id = ${tenantId} and id = any(${ids})`],
  },
  tasks: {
    rows: ({ tenantId }) => sql`
      select t.id, t.debtor_id, t.done_at as since, coalesce(d.name, t.kind) as label from tasks t
      left join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id where t.tenant_id = ${tenantId}`,
    holds: false,
    drop: ({ tenantId }, ids) => [sql`delete from tasks where tenant_id = ${tenantId} and id = any(${ids})`],
  },
  pay_links: {
    // A checkout goes with its link: one that somebody began to pay by stays with the payment.
    rows: ({ tenantId }) => sql`
      select l.id, l.debtor_id, least(l.expires_at, l.revoked_at) as since, d.name as label from pay_links l
      join debtors d on d.tenant_id = l.tenant_id and d.id = l.debtor_id
      where l.tenant_id = ${tenantId} and not exists (
        select 1 from checkouts c where c.tenant_id = l.tenant_id and c.pay_link_id = l.id)`,
    holds: false,
    drop: ({ tenantId }, ids) => [sql`delete from pay_links where tenant_id = ${tenantId} and id = any(${ids})`],
  },
  sandbox: {
    rows: ({ tenantId }) => sql`
      select s.id, s.debtor_id, s.at as since, s.to_address as label from sandbox_deliveries s
      where s.tenant_id = ${tenantId}`,
    holds: false,
    drop: ({ tenantId }, ids) => [
      sql`delete from sandbox_deliveries where tenant_id = ${tenantId} and id = any(${ids})`,
    ],
  },
};

/** Why a debtor's data is held though its time is over: the first that applies; null: nothing does. */
const hold = sql`case
  when exists (select 1 from invoices i where i.tenant_id = d.tenant_id and i.debtor_id = d.id and i.status = 'open'
    and i.open_minor > 0) then 'unpaid'
  when exists (select 1 from disputes x where x.tenant_id = d.tenant_id and x.debtor_id = d.id and x.resolved_at is null)
    then 'disputed'
  when d.stop in ('attorney', 'bankrupt') then 'suit'
  when exists (select 1 from rights_requests r where r.tenant_id = d.tenant_id and r.debtor_id = d.id and r.status = 'open')
    then 'request'
  when d.restricted_for = 'asked' then 'restricted'
end`;

/** Those of a kind whose time is over at an instant: `(id, debtor_id, since, label, hold)`. */
export function expired(kind: OwnKind, of: { tenantId: string; country: string; periods: SQL; now: string }): SQL {
  const { rows, holds } = candidates[kind];
  return sql`
    select c.id, c.debtor_id, c.since, c.label, ${holds ? hold : sql`null::text`} as hold
    from (${rows(of)}) c
    left join debtors d on d.tenant_id = ${of.tenantId} and d.id = c.debtor_id
    join ${of.periods} on p.data = ${kind} and p.country = coalesce(d.country, ${of.country})
      and p.debtor_kind = coalesce(d.kind, 'company')
    where c.since < ${of.now}::timestamptz - make_interval(days => p.days)`;
}

export function periodsOf(rows: readonly object[]): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as p(data text, country text, debtor_kind text, days int)`;
}

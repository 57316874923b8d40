import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import {
  type CallDirection,
  type CallEnding,
  type CallFilters,
  type CallOutcome,
  type CallRow,
  type CallStatus,
  callCountMax,
  type ListCallsInput,
  MOOD_EDGE,
} from "@/server/calls/contract";
import { type CappedCount, capped, decodeCursor, type Page, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { daySpan, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const SEARCH_MOST = 4000;

type CallPage = Page<CallRow> & { total: CappedCount };

/** A page of calls in the order asked for. */
export function listCalls(ctx: TenantContext, input: ListCallsInput): Promise<CallPage> {
  const from = input.cursor ? decodeCursor(input.cursor) : null;
  const ascending = (input.dir === "asc") === (from?.side !== "before");
  const { column, type } = sorting[input.sort];
  const direction = ascending ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (${column}, c.id) ${ascending ? sql`>` : sql`<`} (${String(from.value)}::${type}, ${from.id}::uuid)`
    : sql``;
  return read(ctx, "calls.read", async (tx) => {
    const where = await callWhere(tx, ctx, input);
    const { rows } = await tx.execute<CallSqlRow & { sort_value: string }>(sql`
      ${callColumns}, ${column}::text as sort_value ${callTables}
      where ${where} ${beyond}
      order by ${column} ${direction}, c.id ${direction} limit ${input.pageSize + 1}`);
    const counted = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from calls c where ${where} limit ${callCountMax + 1}) as counted`);
    const page = pageOf(rows, input.pageSize, from, (row) => ({ value: row.sort_value, id: row.id }));
    return { ...page, rows: page.rows.map(toCallRow), total: capped(counted.rows[0]?.count ?? 0, callCountMax) };
  });
}

const sorting = {
  started: { column: sql`c.started_at`, type: sql`timestamptz` },
  talk: { column: sql`c.talk_seconds`, type: sql`integer` },
} as const;

/** The conditions on `calls c`. A search is asked first: what was said, and who was called. */
async function callWhere(tx: TenantTransaction, ctx: TenantContext, filters: CallFilters): Promise<SQL> {
  const terms = [sql`c.tenant_id = ${ctx.tenantId}`];
  if (filters.status) terms.push(sql`c.status = ${filters.status}`);
  if (filters.direction) terms.push(sql`c.direction = ${filters.direction}`);
  if (filters.outcome) terms.push(sql`c.outcome = ${filters.outcome}`);
  if (filters.ending) terms.push(sql`c.ending = ${filters.ending}`);
  if (filters.mood) terms.push(moods[filters.mood]);
  if (filters.scoreFrom !== undefined) terms.push(sql`c.score >= ${filters.scoreFrom}`);
  if (filters.debtorId) terms.push(sql`c.debtor_id = ${filters.debtorId}`);
  if (filters.flowId) {
    terms.push(sql`c.flow_version_id in (select id from flow_versions
      where tenant_id = ${ctx.tenantId} and flow_id = ${filters.flowId})`);
  }
  const digits = filters.number?.replaceAll(/\D/g, "");
  if (digits) terms.push(sql`${otherNumber} like ${`%${digits}%`}`);
  if (filters.from || filters.to) {
    const { zone } = await workspaceDay(tx, ctx);
    if (filters.from) terms.push(sql`c.started_at >= ${daySpan(zone, filters.from).from.toISOString()}::timestamptz`);
    if (filters.to) terms.push(sql`c.started_at < ${daySpan(zone, filters.to).until.toISOString()}::timestamptz`);
  }
  if (filters.q) terms.push(await searchTerm(tx, filters.q));
  return sql.join(terms, sql` and `);
}

const otherNumber = sql`case when c.direction = 'outbound' then c.to_number else c.from_number end`;

const moods = {
  negative: sql`c.sentiment < ${-MOOD_EDGE}`,
  neutral: sql`c.sentiment between ${-MOOD_EDGE} and ${MOOD_EDGE}`,
  positive: sql`c.sentiment > ${MOOD_EDGE}`,
} as const;

/** Words so common that most calls have them narrow nothing down: such a half of the search is left out. */
async function searchTerm(tx: TenantTransaction, needle: string): Promise<SQL> {
  const { rows } = await tx.execute<{ said: string[] | null; called: string[] | null }>(sql`
    select search_call_ids(${needle}, ${SEARCH_MOST}) as said, search_debtor_ids(${needle}, ${SEARCH_MOST}) as called`);
  const { said, called } = rows[0] ?? { said: [], called: [] };
  if (said === null || called === null) return sql`true`;
  return sql`(c.id = any(${sql.param(said)}::uuid[]) or c.debtor_id = any(${sql.param(called)}::uuid[]))`;
}

export const callColumns = sql`
  select c.id, c.direction, c.debtor_id, d.name as debtor_name, ${otherNumber} as number, c.status, c.ending, c.outcome,
    c.sentiment, c.score, c.started_at, c.ended_at, c.talk_seconds,
    (select count(*)::int from call_notes n where n.tenant_id = c.tenant_id and n.call_id = c.id) as notes`;
export const callTables = sql`
  from calls c left join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id`;

export type CallSqlRow = {
  id: string;
  direction: CallDirection;
  debtor_id: string | null;
  debtor_name: string | null;
  number: string;
  status: CallStatus;
  ending: CallEnding | null;
  outcome: CallOutcome | null;
  sentiment: number | null;
  score: number | null;
  started_at: string;
  ended_at: string | null;
  talk_seconds: number;
  notes: number;
};

export function toCallRow(row: CallSqlRow): CallRow {
  return {
    id: toPublicId("call", row.id),
    direction: row.direction,
    debtorId: row.debtor_id && toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    number: row.number,
    status: row.status,
    ending: row.ending,
    outcome: row.outcome,
    sentiment: row.sentiment,
    score: row.score,
    startedAt: new Date(row.started_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    talkSeconds: row.talk_seconds,
    notes: row.notes,
  };
}

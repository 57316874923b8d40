// The log's entries as lines of text: what is hashed, and what the export of the chain hands out. They stand in three
// tables by what they are; together they are one log. A line never changes its form; another form is another version.
import { type SQL, sql } from "drizzle-orm";

const ms = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::bigint`);

const changes = (where: SQL) => sql`
  select tenant_id, log_position, 'change' as log, id, jsonb_build_object(
    'v', 1, 'log', 'change', 'tenant', tenant_id, 'id', id, 'position', log_position, 'at', ${ms("at")},
    'actorKind', actor_kind, 'actor', actor_id, 'action', action, 'subjectKind', subject_kind, 'subject', subject_id,
    'details', details, 'request', request_id)::text as line
  from audit_entries where ${where}`;

const steps = (where: SQL) => sql`
  select tenant_id, log_position, 'step' as log, id, jsonb_build_object(
    'v', 1, 'log', 'step', 'tenant', tenant_id, 'id', id, 'position', log_position, 'at', ${ms("at")},
    'enrollment', enrollment_id, 'events', events)::text as line
  from enrollment_history where ${where}`;

/** What many decisions share is hashed once for all of them. */
const decisions = (where: SQL) => sql`
  select r.tenant_id, r.log_position, 'decision' as log, r.id, jsonb_build_object(
    'v', 1, 'log', 'decision', 'tenant', r.tenant_id, 'id', r.id, 'position', r.log_position, 'at', ${ms("r.at")},
    'touch', r.touch_id, 'stage', r.stage, 'verdict', r.verdict, 'code', r.code, 'next', ${ms("r.next_allowed_at")},
    'decision', r.decision, 'sealed', encode(sha256(r.sealed), 'hex'), 'reasoning', x.digest)::text as line
  from (select * from touch_receipts where ${where}) r
  left join (
    select tenant_id, id, encode(sha256(convert_to(reasoning::text, 'UTF8')), 'hex') as digest from receipt_reasonings
    where (tenant_id, id) in (select tenant_id, reasoning_id from touch_receipts where ${where})
  ) x on x.tenant_id = r.tenant_id and x.id = r.reasoning_id`;

/** The lines of the entries that `where` holds for, unordered: it may name tenant_id and log_position. */
export const logLines = (where: SQL): SQL => sql`
  (${changes(where)} union all ${steps(where)} union all ${decisions(where)})`;

export const digestOfLine: SQL = sql`sha256(convert_to(line, 'UTF8'))`;

/** The order of entries in a link. */
export const logOrder: SQL = sql`log_position, log, id`;

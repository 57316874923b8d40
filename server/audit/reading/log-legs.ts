// The conditions that a reader's filters mean on each of the log's tables; a kind that cannot match is left out.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { actorKinds, type LogFilters, type LogKind } from "@/server/audit/contract";
import { findSubjects } from "@/server/audit/reading/find-subjects";
import { daySpan, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

export type Leg = { log: "change" | "decision" | "choice"; table: string; where: SQL };

/** Actions that look at personal data, or take it out. */
export const accessActions: readonly string[] = [
  "debtors.read",
  "invoices.export",
  "debtors.export",
  "audit.export",
  "audit.read",
  "evidence.read",
  "rights.export",
  "rights.restricted",
];
const DAY_MS = 86_400_000;

/** Undefined where nothing can match. */
export async function logLegs(tx: TenantTransaction, ctx: TenantContext, filters: LogFilters): Promise<Leg[]> {
  const { kind, actor, about, debtorId, q } = filters;
  const found = q ? await findSubjects(tx, ctx, q) : null;
  const period = await periodTerms(tx, ctx, filters);
  const own = sql`tenant_id = ${ctx.tenantId}`;
  const wants = (each: LogKind) => kind === undefined || kind === each;
  /** What the product decides and chooses by itself. */
  const byItself = actor === undefined || actor === "system";
  const legs: Leg[] = [];

  if (wants("change") || wants("access")) {
    const terms = [own, ...period];
    const access = sql`action = any(${sql.param(accessActions)}::text[])`;
    if (kind === "access") terms.push(access);
    if (kind === "change") terms.push(sql`not (${access})`);
    if (actor) terms.push(isActorKind(actor) ? sql`actor_kind = ${actor}` : isMember(ctx, actor));
    if (about) terms.push(sql`subject_kind = ${about}`);
    if (debtorId) terms.push(await isAbout(tx, ctx, [debtorId]));
    if (found) {
      const ids = sql.param(found);
      terms.push(sql`(${await isAbout(tx, ctx, found)} or actor_id = any(${ids}::uuid[]) or id = any(${ids}::uuid[])
        or request_id = ${q})`);
    }
    legs.push({ log: "change", table: "audit_entries", where: sql.join(terms, sql` and `) });
  }
  if (wants("decision") && byItself && (about === undefined || about === "touch")) {
    const terms = [own, ...period];
    if (debtorId) terms.push(await isOf(tx, ctx, "touches", "touch_id", [debtorId]));
    if (found) terms.push(await isOf(tx, ctx, "touches", "touch_id", found));
    legs.push({ log: "decision", table: "touch_receipts", where: sql.join(terms, sql` and `) });
  }
  if (wants("choice") && byItself && (about === undefined || about === "enrollment")) {
    const terms = [own, ...period];
    if (debtorId) terms.push(await isOf(tx, ctx, "enrollments", "enrollment_id", [debtorId]));
    if (found) terms.push(await isOf(tx, ctx, "enrollments", "enrollment_id", found));
    legs.push({ log: "choice", table: "enrollment_history", where: sql.join(terms, sql` and `) });
  }
  return legs;
}

const isActorKind = (actor: string) => (actorKinds as readonly string[]).includes(actor);
const isMember = (ctx: TenantContext, memberId: string) => sql`
  actor_id = (select user_id from members where tenant_id = ${ctx.tenantId} and members.id = ${memberId})`;
const THINGS_MOST = 5_000;

/** The entry is about one of them, or about something of theirs. */
async function isAbout(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[]): Promise<SQL> {
  const of = (table: string) => sql`
    (select id from ${sql.identifier(table)} where tenant_id = ${ctx.tenantId}
       and debtor_id = any(${sql.param(ids)}::uuid[]) limit ${THINGS_MOST})`;
  const tables = [
    "invoices",
    "payments",
    "promises",
    "disputes",
    "debtor_notes",
    "tasks",
    "pay_links",
    "touches",
    "calls",
  ];
  const { rows } = await tx.execute<{ id: string }>(sql.join(tables.map(of), sql` union all `));
  const all = sql.param([...ids, ...rows.map((row) => row.id)]);
  return sql`(subject_id = any(${all}::uuid[]) or details ->> 'debtorId' = any(${sql.param(ids)}::text[]))`;
}

async function isOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  table: "touches" | "enrollments",
  column: "touch_id" | "enrollment_id",
  ids: readonly string[],
): Promise<SQL> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from ${sql.identifier(table)} where tenant_id = ${ctx.tenantId}
      and debtor_id = any(${sql.param(ids)}::uuid[]) limit ${THINGS_MOST}`);
  const all = sql.param([...ids, ...rows.map((row) => row.id)]);
  return sql`(${sql.identifier(column)} = any(${all}::uuid[]) or id = any(${sql.param(ids)}::uuid[]))`;
}

/** By the workspace's clock; in a live one ids are made at that very time, and their index leads there. */
async function periodTerms(tx: TenantTransaction, ctx: TenantContext, { from, to }: LogFilters): Promise<SQL[]> {
  if (!from && !to) return [];
  const { zone } = await workspaceDay(tx, ctx);
  const terms: SQL[] = [];
  const live = ctx.mode === "live";
  if (from) {
    const begins = daySpan(zone, from).from;
    terms.push(sql`at >= ${begins.toISOString()}::timestamptz`);
    if (live) terms.push(sql`id >= ${firstIdAt(begins.getTime() - DAY_MS)}::uuid`);
  }
  if (to) {
    const ends = daySpan(zone, to).until;
    terms.push(sql`at < ${ends.toISOString()}::timestamptz`);
    if (live) terms.push(sql`id < ${firstIdAt(ends.getTime() + DAY_MS)}::uuid`);
  }
  return terms;
}

/** The lowest UUIDv7 of an instant. */
function firstIdAt(epochMs: number): string {
  const ms = Math.max(0, epochMs).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

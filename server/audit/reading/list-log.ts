import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ActorKind, ListLogInput, LogKind, LogRow } from "@/server/audit/contract";
import { accessActions, type Leg, logLegs } from "@/server/audit/reading/log-legs";
import { nameThings } from "@/server/audit/reading/name-things";
import { idsIn, tellDetails } from "@/server/audit/reading/tell-details";
import type { Channel } from "@/server/journeys/graph/schema";
import { type Cursor, decodeCursor, type Page, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A page of the log, the newest first. Ids are made in the order of real time, so they are its order too. */
export function listLog(ctx: TenantContext, input: ListLogInput): Promise<Page<LogRow>> {
  return read(ctx, "audit.read", async (tx) => readLogPage(tx, ctx, await logLegs(tx, ctx, input), input));
}

/** The same in the caller's transaction, for those who go through all pages. */
export async function readLogPage(
  tx: TenantTransaction,
  ctx: TenantContext,
  legs: readonly Leg[],
  { cursor, limit }: Pick<ListLogInput, "cursor" | "limit">,
): Promise<Page<LogRow>> {
  const from = cursor ? decodeCursor(cursor) : null;
  const nearest = await readNearest(tx, legs, from, limit);
  const page = pageOf(nearest, limit, from, ({ id }) => ({ value: 0, id }));
  return { ...page, rows: await fill(tx, ctx, page.rows) };
}

type Nearest = { log: Leg["log"]; id: string };

/** The ids of a page, each table by its own index. */
async function readNearest(tx: TenantTransaction, legs: readonly Leg[], from: Cursor | null, limit: number) {
  if (legs.length === 0) return [];
  const backwards = from?.side === "before";
  const direction = backwards ? sql`asc` : sql`desc`;
  const beyond = from ? sql`and id ${backwards ? sql`>` : sql`<`} ${from.id}::uuid` : sql``;
  const ordered = sql`order by id ${direction} limit ${limit + 1}`;
  const each = legs.map(
    ({ log, table, where }) =>
      sql`(select ${log} as log, id from ${sql.identifier(table)} where ${where} ${beyond} ${ordered})`,
  );
  const { rows } = await tx.execute<Nearest>(sql`
    select log, id from (${sql.join(each, sql` union all `)}) nearest ${ordered}`);
  return rows;
}

async function fill(tx: TenantTransaction, ctx: TenantContext, page: readonly Nearest[]): Promise<LogRow[]> {
  const idsOf = (log: Leg["log"]) => sql.param(page.filter((row) => row.log === log).map((row) => row.id));
  const [changes, decisions, choices] = [
    await tx.execute<ChangeRow>(sql`
      select id, at, actor_kind, actor_id, action, subject_kind, subject_id, details, request_id from audit_entries
      where tenant_id = ${ctx.tenantId} and id = any(${idsOf("change")}::uuid[])`),
    await tx.execute<DecisionRow>(sql`
      select r.id, r.at, r.touch_id, r.stage, r.verdict, r.code, r.next_allowed_at, t.channel
      from touch_receipts r left join touches t on t.tenant_id = r.tenant_id and t.id = r.touch_id
      where r.tenant_id = ${ctx.tenantId} and r.id = any(${idsOf("decision")}::uuid[])`),
    await tx.execute<ChoiceRow>(sql`
      select id, at, enrollment_id, events from enrollment_history
      where tenant_id = ${ctx.tenantId} and id = any(${idsOf("choice")}::uuid[])`),
  ];
  const thing = await nameThings(tx, ctx, [
    ...changes.rows.flatMap((row) => [row.actor_id, row.subject_id].filter((id) => id !== null)),
    ...changes.rows.flatMap((row) => idsIn(row.details)),
    ...decisions.rows.map((row) => row.touch_id),
    ...choices.rows.map((row) => row.enrollment_id),
  ]);
  const system = { kind: "system" as const, id: null, name: null };
  const rows = new Map<string, LogRow>();
  for (const row of changes.rows) {
    const { label, id } = thing(actorThing[row.actor_kind], row.actor_id);
    rows.set(row.id, {
      id: toPublicId("auditEntry", row.id),
      kind: kindOf(row.action),
      at: new Date(row.at),
      actor: { kind: row.actor_kind, id: row.actor_id && id, name: row.actor_id && label },
      action: row.action,
      subject: thing(row.subject_kind, row.subject_id),
      details: tellDetails(row.details, (named, name) => thing(name.replace(/Ids?$/, ""), named)),
      requestId: row.request_id,
      decision: null,
    });
  }
  for (const row of decisions.rows) {
    const { channel, stage, verdict, code } = row;
    rows.set(row.id, {
      id: toPublicId("receipt", row.id),
      kind: "decision",
      at: new Date(row.at),
      actor: system,
      action: `decision.${verdict}`,
      subject: thing("touch", row.touch_id),
      details: [],
      requestId: null,
      decision: {
        channel,
        stage,
        verdict,
        code,
        nextAllowedAt: row.next_allowed_at === null ? null : new Date(row.next_allowed_at),
      },
    });
  }
  for (const row of choices.rows) {
    const chosen = Array.isArray(row.events) ? row.events.length : 0;
    rows.set(row.id, {
      id: toPublicId("auditEntry", row.id),
      kind: "choice",
      at: new Date(row.at),
      actor: system,
      action: "choice.moved",
      subject: thing("enrollment", row.enrollment_id),
      details: [{ name: "events", type: "number", value: chosen }],
      requestId: null,
      decision: null,
    });
  }
  return page.flatMap(({ id }) => rows.get(id) ?? []);
}

function kindOf(action: string): LogKind {
  return accessActions.includes(action) ? "access" : "change";
}

const actorThing = { member: "user", system: "user", debtor: "debtor", partner: "api_key" } as const;

type ChangeRow = {
  id: string;
  at: string;
  actor_kind: ActorKind;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  details: unknown;
  request_id: string | null;
};
type DecisionRow = {
  id: string;
  at: string;
  touch_id: string;
  stage: "plan" | "dispatch";
  verdict: "allow" | "defer" | "deny";
  code: string | null;
  next_allowed_at: string | null;
  channel: Channel | null;
};
type ChoiceRow = { id: string; at: string; enrollment_id: string; events: unknown };

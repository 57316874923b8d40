import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { forgetPerson } from "@/server/audit/person-seal";
import { authorise, writeAudit } from "@/server/mutate";
import { candidates, expired, periodsOf } from "@/server/retention/candidates";
import { ownKinds, type RetentionRun } from "@/server/retention/contract";
import { loadKeeping, periodRows, type WorkspaceKeeping } from "@/server/retention/load-keeping";
import { eraseNow } from "@/server/rights/erase/erase-person";
import { importsAbout, importsAtWork } from "@/server/rights/erase/import-files";
import { whatIsKept } from "@/server/rights/erase/kept-records";
import { needlesOf } from "@/server/rights/erase/mentions";
import { loadPerson, type Person } from "@/server/rights/erase/person";
import type { TenantContext } from "@/server/tenant-context";

type Bounds = { rows?: number; people?: number };

/**
 * Deletes what has been kept as long as the law and the workspace say: rows kind by kind, people by erasing them, and what
 * was kept of the erased once its day is over. Bounded: what is more waits for the next run. One transaction, one entry.
 */
export async function runRetention(ctx: TenantContext, bounds: Bounds = {}): Promise<RetentionRun> {
  const { rows: rowsMax = 5_000, people: peopleMax = 20 } = bounds;
  authorise(ctx, "retention.run");
  const people = await duePeople(ctx, peopleMax);
  // Files are read outside of the transaction: they may be long.
  const files = new Map<string, string[]>();
  for (const person of people) files.set(person.debtorId, await importsAbout(ctx, needlesOf(person)));
  const run = await withTenant(ctx, async (tx) => {
    const keeping = await loadKeeping(tx, ctx);
    const run: RetentionRun = { deleted: {}, held: {}, more: people.length === peopleMax };
    for (const kind of ownKinds) {
      const { drop } = candidates[kind];
      const over = await dueRows(tx, ctx, keeping, kind, rowsMax);
      if (over.held > 0) run.held[kind] = over.held;
      if (!drop || over.ids.length === 0) continue;
      const ids = sql`${sql.param(over.ids)}::uuid[]`;
      for (const statement of drop(ctx, ids)) await tx.execute(statement);
      run.deleted[kind] = over.ids.length;
      run.more ||= over.ids.length === rowsMax;
    }
    const erased = await erasePeople(tx, ctx, people, files);
    if (erased.length > 0) run.deleted.people = erased.length;
    const restricted = await tx.execute(sql`
      delete from restricted_records where ctid = any(array(
        select ctid from restricted_records where tenant_id = ${ctx.tenantId} and kept_until < ${keeping.today} limit ${rowsMax}))`);
    if (restricted.rowCount) run.deleted.restricted = restricted.rowCount;
    await writeAudit(tx, ctx, "retention.run", {
      kind: "retention",
      id: ctx.tenantId,
      details: {
        version: keeping.version,
        ...run.deleted,
        ...(erased.length > 0 && { debtorId: erased }),
        ...(run.more && { more: true }),
      },
    });
    return run;
  });
  for (const { debtorId } of people) forgetPerson(ctx, debtorId);
  return run;
}

async function dueRows(
  tx: TenantTransaction,
  ctx: TenantContext,
  keeping: WorkspaceKeeping,
  kind: (typeof ownKinds)[number],
  limit: number,
): Promise<{ ids: string[]; held: number }> {
  const periods = periodsOf(periodRows(keeping));
  const of = { tenantId: ctx.tenantId, country: keeping.country, periods, now: ctx.clock.now().toISOString() };
  const { rows } = await tx.execute<{ id: string | null; held: number }>(sql`
    with over as materialized (${expired(kind, of)})
    (select id, 0 as held from over where hold is null order by since, id limit ${limit})
    union all select null, count(*)::int from over where hold is not null`);
  return {
    ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    held: rows.reduce((sum, row) => sum + row.held, 0),
  };
}

function duePeople(ctx: TenantContext, limit: number): Promise<Person[]> {
  return withTenant(ctx, async (tx) => {
    if (await importsAtWork(tx, ctx)) return [];
    const { ids } = await dueRows(tx, ctx, await loadKeeping(tx, ctx), "people", limit);
    const people: Person[] = [];
    for (const id of ids) people.push(await loadPerson(tx, ctx, id));
    return people;
  });
}

/** Each is looked at again with its row held: somebody may have become active meanwhile. */
async function erasePeople(
  tx: TenantTransaction,
  ctx: TenantContext,
  people: readonly Person[],
  files: ReadonlyMap<string, string[]>,
): Promise<string[]> {
  if (people.length === 0) return [];
  const keeping = await loadKeeping(tx, ctx);
  const erased: string[] = [];
  for (const { debtorId } of people) {
    await tx.execute(sql`
      select 1 from enrollments where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by id for update`);
    const person = await loadPerson(tx, ctx, debtorId, true);
    const still = await dueRows(tx, ctx, keeping, "people", 1_000);
    if (person.erasedAt || !still.ids.includes(debtorId)) continue;
    const kept = await whatIsKept(tx, ctx, person);
    await eraseNow(tx, ctx, person, { kept, imports: files.get(debtorId) ?? [], needles: needlesOf(person) });
    erased.push(debtorId);
  }
  return erased;
}

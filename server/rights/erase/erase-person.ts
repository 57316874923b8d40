import { sql } from "drizzle-orm";
import { restrictedRecords } from "@/db/schema/rights";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { forgetPerson } from "@/server/audit/person-seal";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import { DomainError } from "@/server/errors";
import { authorise, writeAudit } from "@/server/mutate";
import { forgetImports, importsAbout } from "@/server/rights/erase/import-files";
import { type Kept, recordingsOf, recordOf } from "@/server/rights/erase/kept-records";
import { type Needles, needlesOf } from "@/server/rights/erase/mentions";
import { loadPerson, type Person } from "@/server/rights/erase/person";
import { isSending, ofPerson, planOf } from "@/server/rights/erase/plan-erasure";
import { suppress } from "@/server/rights/erase/suppressions";
import { type Traces, tracesOf } from "@/server/rights/erase/traces";
import { treatments } from "@/server/rights/erase/treatments";
import { endRequest } from "@/server/rights/requests/end-request";
import { requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/outbox/cancel-touches";
import { vaultOf } from "@/server/vault/vault";

export type Erased = {
  kept: number;
  suppressed: number;
  files: number;
  /** Where something of others, a note or a file name, still speaks of the person; null: not looked through in time. */
  traces: Traces | null;
};

/**
 * Erases the person of a request, as its plan says: what must be kept is sealed away first, then every table and file
 * forgets them. Refused where the plan has changed since it was looked at.
 */
export async function erasePerson(ctx: TenantContext, input: { requestId: string; hash: string }): Promise<Erased> {
  authorise(ctx, "rights.erase");
  const before = await withTenant(ctx, async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, { kind: "erase", identified: true });
    return loadPerson(tx, ctx, request.debtorId);
  });
  const needles = needlesOf(before);
  // Files are read outside of the transaction: they may be long.
  const imports = before.erasedAt ? [] : await importsAbout(ctx, needles);
  const result = await withTenant(ctx, async (tx) => {
    await holdJourneys(tx, ctx, before.debtorId);
    const person = await loadPerson(tx, ctx, before.debtorId, true);
    const request = await requireRequest(tx, ctx, input.requestId, { kind: "erase", identified: true, lock: true });
    const { plan, kept } = await planOf(tx, ctx, person);
    refuseBlocked(plan.blockers);
    if (plan.hash !== input.hash) throw new DomainError("CONFLICT");
    const done = await eraseNow(tx, ctx, person, { kept, imports, needles });
    await endRequest(tx, ctx, request.id, { status: "done" });
    await writeAudit(tx, ctx, "rights.erase", {
      kind: "rights_request",
      id: request.id,
      details: {
        debtorId: person.debtorId,
        suppressed: done.suppressed,
        files: done.files,
        ...Object.fromEntries(plan.lines.map(({ holding, fate, count }) => [`${holding}_${fate}`, count])),
        ...Object.fromEntries(kept.map(({ kind, keptUntil }) => [`kept_${kind}`, keptUntil])),
      },
    });
    return done;
  });
  forgetPerson(ctx, before.debtorId);
  return { ...result, traces: await tracesOf(ctx, needles) };
}

/** In the caller's transaction, which holds the person: what must be kept is sealed, everything else forgets. */
export async function eraseNow(
  tx: TenantTransaction,
  ctx: TenantContext,
  person: Person,
  of: { kept: readonly Kept[]; imports: readonly string[]; needles: Needles },
): Promise<Omit<Erased, "traces">> {
  await cancelTouches(tx, ctx, { debtorId: person.debtorId, code: "ERASED" });
  // One that a worker claimed since the plan was made stays as it is, and would file what it says once it has left.
  if (await isSending(tx, ctx, person.debtorId)) refuseBlocked(["sending"]);
  await sealKept(tx, ctx, person, of.kept);
  const suppressed = await suppress(tx, ctx, vaultOf(ctx.tenantId), person);
  const files = await forgetImports(tx, ctx, of.imports, of.needles);
  const recordings = await recordingsOf(tx, ctx, person);
  await forget(tx, ctx, person);
  await keepFiles(tx, ctx, recordings, of.kept);
  await refreshBalances(tx, ctx, [person.debtorId]);
  return { kept: of.kept.length, suppressed, files };
}

const refusals = {
  erased: "This person was erased already.",
  sending:
    "A message or call to this person is at its vendor: try again once it is settled, within a day at the latest.",
  importing: "A file is being imported, which could bring the person back: try again when it is done.",
};

function refuseBlocked(blockers: readonly (keyof typeof refusals)[]): void {
  const [first] = blockers;
  if (first) throw new DomainError("PRECONDITION", refusals[first]);
}

/** As a signal does: where a worker is deciding for the person right now this waits, and sees what it queued. */
async function holdJourneys(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<void> {
  await tx.execute(sql`
    select 1 from enrollments where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by id for update`);
}

async function sealKept(tx: TenantTransaction, ctx: TenantContext, person: Person, kept: readonly Kept[]) {
  const vault = vaultOf(ctx.tenantId);
  for (const { kind, things, keptUntil, rules } of kept) {
    const id = ctx.chance.id();
    const record = await recordOf(tx, ctx, person, kind);
    await tx.insert(restrictedRecords).values({
      tenantId: ctx.tenantId,
      id,
      debtorId: person.debtorId,
      kind,
      things,
      rules,
      keptUntil,
      sealed: vault.seal(JSON.stringify(record), id, ctx.chance.bytes),
      createdAt: ctx.clock.now(),
    });
  }
}

/** The rows are gone, and with them the files would go in an hour; those that must be kept go with their sealed record. */
async function keepFiles(tx: TenantTransaction, ctx: TenantContext, recordings: string[], kept: readonly Kept[]) {
  const until = kept.find(({ kind }) => kind === "recordings")?.keptUntil;
  if (!until || recordings.length === 0) return;
  await tx.execute(sql`
    update file_removals set due_at = ${until}::date + 2
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param(recordings)}::uuid[])`);
}

/** Every table, in the order of the treatments. */
async function forget(tx: TenantTransaction, ctx: TenantContext, person: Person): Promise<void> {
  const of = ofPerson(ctx, person);
  for (const [table, treatment] of Object.entries(treatments)) {
    const name = sql.identifier(table);
    if (treatment.fate === "deleted") await tx.execute(sql`delete from ${name} where ${treatment.rows(of)}`);
    if (treatment.fate === "unnamed")
      await tx.execute(sql`update ${name} set ${treatment.set(of)} where ${treatment.rows(of)}`);
  }
}

import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { read } from "@/server/mutate";
import { fingerprint } from "@/server/policy/fingerprint";
import { toPublicId } from "@/server/public-ids";
import { ruleById, sourceOf } from "@/server/retention/rules/periods";
import { type ErasurePlan, type ErasurePlanLine, holdings } from "@/server/rights/contract";
import { importsAtWork } from "@/server/rights/erase/import-files";
import { type Kept, whatIsKept } from "@/server/rights/erase/kept-records";
import { loadPerson, type Person } from "@/server/rights/erase/person";
import { type Of, treatments } from "@/server/rights/erase/treatments";
import { requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";

/** What erasing the person would delete, what must be kept until when and why; nothing is changed. */
export function planErasure(ctx: TenantContext, input: { requestId: string }): Promise<ErasurePlan> {
  return read(ctx, "rights.read", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId);
    return (await planOf(tx, ctx, await loadPerson(tx, ctx, request.debtorId))).plan;
  });
}

/** In the caller's transaction: the plan, and what of it is to be sealed. */
export async function planOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  person: Person,
): Promise<{ plan: ErasurePlan; kept: Kept[] }> {
  const lines = await countHoldings(tx, ctx, person);
  const kept = person.erasedAt ? [] : await whatIsKept(tx, ctx, person);
  const files = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from imports i where i.tenant_id = ${ctx.tenantId} and i.beat_at is not null`);
  const vendors = await tx.execute<{ provider: string }>(sql`
    select distinct provider from touches
    where tenant_id = ${ctx.tenantId} and debtor_id = ${person.debtorId} and provider is not null and provider <> 'sandbox'
    union select distinct provider from checkouts
    where tenant_id = ${ctx.tenantId} and debtor_id = ${person.debtorId} and provider <> 'sandbox' order by 1`);
  const keptLines = kept.map(({ kind, things, keptUntil, rules }) => ({
    kind,
    things,
    keptUntil,
    sources: rules.flatMap((id) => {
      const rule = ruleById(id);
      return rule ? [sourceOf(rule)] : [];
    }),
  }));
  const fileCount = files.rows[0]?.count ?? 0;
  const plan: Omit<ErasurePlan, "hash"> = {
    debtorId: toPublicId("debtor", person.debtorId),
    debtorName: person.name,
    lines:
      fileCount > 0 && !person.erasedAt
        ? inOrder([...lines, { holding: "import_files", count: fileCount, fate: "deleted" }])
        : lines,
    kept: keptLines,
    suppressed: person.own.filter(({ attorneys }) => !attorneys).length,
    shared: person.shared.length,
    vendors: vendors.rows.map(({ provider }) => provider),
    blockers: [
      ...(person.erasedAt ? (["erased"] as const) : []),
      ...((await isSending(tx, ctx, person.debtorId)) ? (["sending"] as const) : []),
      ...((await importsAtWork(tx, ctx)) ? (["importing"] as const) : []),
    ],
  };
  return { plan: { ...plan, hash: hashOf(person, kept) }, kept };
}

/** A message to the person is with a vendor, or a worker is about to hand it over. */
export async function isSending(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from touches where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and status = 'sending' limit 1`);
  return rows.length > 0;
}

/** What the person who agrees to it has agreed to: what is kept, until when, and which addresses go. */
function hashOf(person: Person, kept: readonly Kept[]): string {
  const agreed = [
    person.debtorId,
    person.erasedAt,
    person.own,
    person.shared,
    kept.map(({ kind, keptUntil }) => [kind, keptUntil]),
  ];
  return fingerprint(JSON.stringify(agreed));
}

async function countHoldings(tx: TenantTransaction, ctx: TenantContext, person: Person): Promise<ErasurePlanLine[]> {
  const of = ofPerson(ctx, person);
  const counted = Object.entries(treatments).flatMap(([table, treatment]) =>
    treatment.fate === "untouched" ? [] : [{ table, treatment }],
  );
  const { rows } = await tx.execute<Record<string, number>>(sql`
    select ${sql.join(
      counted.map(
        ({ table, treatment }) =>
          sql`(select count(*)::int from ${sql.identifier(table)} where ${treatment.rows(of)}) as ${sql.identifier(table)}`,
      ),
      sql`, `,
    )}`);
  const sums = new Map<string, ErasurePlanLine>();
  for (const { table, treatment } of counted) {
    const count = rows[0]?.[table] ?? 0;
    if (count === 0) continue;
    const key = `${treatment.holding} ${treatment.fate}`;
    const known = sums.get(key);
    sums.set(key, { holding: treatment.holding, fate: treatment.fate, count: (known?.count ?? 0) + count });
  }
  return inOrder([...sums.values()]);
}

const inOrder = (lines: ErasurePlanLine[]) =>
  lines.sort((a, b) => holdings.indexOf(a.holding) - holdings.indexOf(b.holding));

export function ofPerson(ctx: TenantContext, person: Person): Of {
  return {
    tenantId: ctx.tenantId,
    debtorId: person.debtorId,
    own: person.own.map(({ address }) => address),
    now: ctx.clock.now().toISOString(),
  };
}

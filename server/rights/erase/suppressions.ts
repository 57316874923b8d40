// Who was erased is recognised when a later import brings them back, by keyed hashes of their addresses and of the customer's
// own number for them; and is not written to.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";
import { type Vault, vaultOf } from "@/server/vault/vault";

type Kind = "email" | "phone" | "external_id";

/** In the erasing transaction, while the addresses are still known. Answers how many there are. */
export async function suppress(
  tx: TenantTransaction,
  ctx: TenantContext,
  vault: Vault,
  person: {
    externalId: string;
    own: readonly { kind: "email" | "phone"; address: string; attorneys: boolean }[];
  },
): Promise<number> {
  // An attorney stands for others as well: theirs is deleted, and not held against anybody.
  const own = person.own.filter(({ attorneys }) => !attorneys);
  const carriers = await tx.execute<{ address: string }>(sql`
    select distinct address from opt_outs where tenant_id = ${ctx.tenantId} and source = 'carrier' and lifted_at is null
      and address = any(${sql.param(own.map(({ address }) => address))}::text[])`);
  const byCarrier = new Set(carriers.rows.map(({ address }) => address));
  const values: { kind: Kind; value: string }[] = [
    ...own.map(({ kind, address }) => ({ kind, value: address })),
    { kind: "external_id", value: person.externalId },
  ];
  const rows = values.map(({ kind, value }) => ({
    id: ctx.chance.id(),
    kind,
    digest: vault.digest(kind, value),
    source: byCarrier.has(value) ? "carrier" : "erased",
  }));
  await tx.execute(sql`
    insert into suppressions (tenant_id, id, kind, digest, source, at)
    select ${ctx.tenantId}::uuid, id, kind, digest, source, ${ctx.clock.now().toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, kind text, digest text, source text)
    on conflict do nothing`);
  return rows.length;
}

const BATCH = 2_000;

/**
 * After an import has written debtors and addresses: an address that was erased is opted out at once, and a debtor who came
 * back is restricted until a person has looked.
 */
export async function recogniseErased(
  tx: TenantTransaction,
  ctx: TenantContext,
  came: { debtors: readonly Came[]; addresses: readonly CameAddress[] },
): Promise<void> {
  const known = await tx.execute<{ kind: Kind; digest: string; source: "erased" | "carrier" }>(sql`
    select kind, digest, source from suppressions where tenant_id = ${ctx.tenantId}`);
  if (known.rows.length === 0) return;
  const sources = new Map(known.rows.map(({ kind, digest, source }) => [`${kind} ${digest}`, source]));
  const vault = vaultOf(ctx.tenantId);
  const match = (kind: Kind, value: string) =>
    vault
      .digests(kind, value)
      .map((digest) => sources.get(`${kind} ${digest}`))
      .find((source) => source !== undefined);

  const fresh = new Set(came.debtors.map(({ id }) => id));
  const back = new Set(came.debtors.filter(({ externalId }) => match("external_id", externalId)).map(({ id }) => id));
  const optOuts = came.addresses.flatMap(({ debtorId, kind, address }) => {
    const source = match(kind, address);
    if (!source) return [];
    if (fresh.has(debtorId)) back.add(debtorId);
    const channels = kind === "email" ? (["email"] as const) : (["sms", "voice"] as const);
    return channels.map((channel) => ({
      id: ctx.chance.id(),
      debtor_id: debtorId,
      channel,
      address,
      source: source === "carrier" ? "carrier" : "recipient",
    }));
  });
  const now = ctx.clock.now().toISOString();
  for (let at = 0; at < optOuts.length; at += BATCH) {
    await tx.execute(sql`
      insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
      select ${ctx.tenantId}::uuid, id, debtor_id, channel, address, source, ${now}::timestamptz
      from json_to_recordset(${JSON.stringify(optOuts.slice(at, at + BATCH))}::json) as x(
        id uuid, debtor_id uuid, channel text, address text, source text)`);
  }
  if (back.size === 0) return;
  await tx.execute(sql`
    update debtors set restricted_at = ${now}::timestamptz, restricted_for = 'came_back'
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...back])}::uuid[]) and restricted_at is null`);
  await raiseTasks(
    tx,
    ctx,
    [...back].map((id) => ({
      kind: "erased_returned" as const,
      key: `erased_returned:${id}`,
      debtorId: id,
      subjectKind: "debtor",
      subjectId: id,
    })),
  );
}

export type Came = { id: string; externalId: string };
export type CameAddress = { debtorId: string; kind: "email" | "phone"; address: string };

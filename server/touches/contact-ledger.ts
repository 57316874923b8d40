// The all-channel ledger: who was, or is about to be, contacted where and when. A slot is taken under a lock per
// debtor and per address, so that two workers cannot both take the last one. Internal to the engine.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import type { Channel } from "@/server/journeys/graph/schema";
import type { CallResult, TouchPurpose } from "@/server/touches/contract";
import { HISTORY_DAYS, Ledger } from "@/server/touches/deciding/ledger";
import { policyPurpose } from "@/server/touches/deciding/policy-purpose";

/** The keys to hold while deciding about these contacts. */
export function slotKeys(contacts: readonly { debtorId: string; address: string | null }[]): string[] {
  const keys = new Set<string>();
  for (const contact of contacts) {
    keys.add(debtorKey(contact.debtorId));
    if (contact.address) keys.add(addressKey(contact.address));
  }
  return [...keys];
}

export const debtorKey = (debtorId: string) => `d:${debtorId}`;
export const addressKey = (address: string) => `a:${address}`;

/** Waits for the locks, in one order for everyone; they end with the transaction. */
export async function lockSlots(tx: TenantTransaction, ctx: { tenantId: string }, keys: readonly string[]) {
  if (keys.length === 0) return;
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${ctx.tenantId} || key, 0))
    from unnest(${sql.param([...keys].sort())}::text[]) as key`);
}

/** Takes what is free and never waits: a worker with hundreds of keys must not stand in anyone's queue. */
export async function tryLockSlots(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await tx.execute<{ key: string }>(sql`
    select key from unnest(${sql.param([...keys])}::text[]) as key
    where pg_try_advisory_xact_lock(hashtextextended(${ctx.tenantId} || key, 0))`);
  return new Set(rows.map((row) => row.key));
}

const slotColumns = sql.raw("touch_id, debtor_id, channel, address, at, state");

/**
 * Loads the ledger after its locks were taken: the statement sees what the last holder committed. Each debtor and address
 * is looked up by itself: a plan made while the ledger was small would read the workspace's whole ledger for each.
 */
export async function loadLedger(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  of: { debtorIds: readonly string[]; addresses: readonly string[]; now: Date },
): Promise<Ledger> {
  const since = new Date(of.now.getTime() - HISTORY_DAYS * 86_400_000).toISOString();
  const debtorIds = sql.param([...new Set(of.debtorIds)]);
  const contacts = tx.execute<{
    touch_id: string;
    debtor_id: string;
    channel: Channel;
    address: string;
    at: string;
    made: boolean;
    purpose: TouchPurpose;
    outcome: CallResult["outcome"] | null;
  }>(sql`
    select l.touch_id, l.debtor_id, l.channel, l.address, l.at, l.state = 'made' as made, t.purpose,
           t.call_result ->> 'outcome' as outcome
    from (
      select l.* from unnest(${debtorIds}::uuid[]) as asked
      cross join lateral (select ${slotColumns} from contact_ledger
        where tenant_id = ${ctx.tenantId} and debtor_id = asked and at >= ${since} and state <> 'released' offset 0) l
      union
      select l.* from unnest(${sql.param([...new Set(of.addresses)])}::text[]) as asked
      cross join lateral (select ${slotColumns} from contact_ledger
        where tenant_id = ${ctx.tenantId} and address = asked and at >= ${since} and state <> 'released' offset 0) l) l
    cross join lateral (
      select purpose, call_result from touches where tenant_id = ${ctx.tenantId} and id = l.touch_id offset 0) t`);
  const replies = tx.execute<{ debtor_id: string; channel: Channel; address: string; at: string }>(sql`
    select m.* from unnest(${debtorIds}::uuid[]) as asked
    cross join lateral (select debtor_id, channel, from_address as address, at from messages
      where tenant_id = ${ctx.tenantId} and debtor_id = asked and at >= ${since} and direction = 'inbound' offset 0) m`);
  const ledger = new Ledger();
  const [{ rows }, written] = await together([contacts, replies]);
  for (const { debtor_id, channel, address, at } of written.rows) {
    ledger.addReply({ debtorId: debtor_id, channel, address, at: new Date(at) });
  }
  for (const row of rows) {
    ledger.add({
      touchId: row.touch_id,
      debtorId: row.debtor_id,
      channel: row.channel,
      address: row.address,
      at: new Date(row.at),
      made: row.made,
      purpose: policyPurpose(row.purpose),
      outcome: row.outcome ?? undefined,
    });
  }
  return ledger;
}

// One batch in one transaction, once it is claimed: load, advance, judge, write. A transition happens once, with its effects.
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { writeEffects } from "@/server/campaigns/effects/write-effects";
import { loadLimits, writeLimits } from "@/server/campaigns/limits/campaign-limits";
import { hearable, held } from "@/server/campaigns/money/hold-for-payment";
import { writeStepCounts } from "@/server/campaigns/progress/step-counts";
import type { Claimed } from "@/server/campaigns/waking/claim-enrollments";
import { type Batch, isRunning, loadBatch } from "@/server/campaigns/waking/load-batch";
import { Run } from "@/server/campaigns/waking/run-enrollment";
import { afterRun, park, putAway, type Woken } from "@/server/campaigns/waking/woken";
import { writeWakes } from "@/server/campaigns/waking/write-wakes";
import type { Channel } from "@/server/journeys/graph/schema";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";
import { addressKey, debtorKey, loadLedger, slotKeys, tryLockSlots } from "@/server/touches/contact-ledger";
import { Ledger } from "@/server/touches/deciding/ledger";
import { writeTouches } from "@/server/touches/outbox/write-touches";

export type BatchReport = {
  woken: number;
  queued: Record<Channel, number>;
  parked: number;
  /** Went out of their campaign. */
  ended: number;
  /** Left as they were, because somebody else was deciding about the same debtor or address. */
  busy: number;
  /** Calls or mails were put into their outbox. */
  errands: boolean;
};

/** Everything after the claim, in the same transaction. */
export async function runBatch(
  tx: TenantTransaction,
  ctx: TenantContext,
  claimed: readonly Claimed[],
): Promise<BatchReport> {
  const now = ctx.clock.now();
  const batch = await loadBatch(tx, ctx, claimed, now);
  const runs: Run[] = [];
  const wakes: Woken[] = [];
  for (const enrollment of claimed) {
    const begun = begin(enrollment, batch, now);
    if (begun instanceof Run) runs.push(begun);
    else wakes.push(begun);
  }

  const asking = runs.filter((run) => run.command?.kind === "touch");
  // The ledger is read once the locks are held: the statement sees what their last holder committed.
  const [free, ledger, limits] = await together([
    lockRuns(tx, ctx, asking),
    loadLedgerOf(tx, ctx, asking, now),
    loadLimits(tx, ctx, [...new Set(asking.map((run) => run.due.campaignId))], now),
  ]);
  const judged = asking.filter((run) => free.has(run));
  const done: Run[] = runs.filter((run) => run.command?.kind !== "touch");
  for (const run of judged) {
    try {
      run.judge(batch.contacts, ledger, limits, ctx.chance.id);
      done.push(run);
    } catch (error) {
      wakes.push(park(run.due, reasonOf(error)));
    }
  }

  const touches = done.flatMap((run) => run.touches);
  wakes.push(...done.map(afterRun));
  const campaignOf = new Map(claimed.map((enrollment) => [enrollment.id, enrollment.campaignId]));
  const effects = done.flatMap(({ due, effects: own }) =>
    own.map((effect) => ({ enrollmentId: due.id, debtorId: due.debtorId, effect })),
  );
  await together([
    writeWakes(tx, ctx, wakes),
    writeTouches(tx, ctx, touches),
    writeStepCounts(
      tx,
      ctx,
      wakes.map((wake) => ({ campaignId: campaignOf.get(wake.id) ?? "", events: wake.events })),
    ),
    writeLimits(tx, ctx, limits),
  ]);
  if (effects.length > 0) await writeEffects(tx, ctx, effects);

  const queued: Record<Channel, number> = { email: 0, sms: 0, voice: 0 };
  for (const touch of touches) if (touch.status === "queued") queued[touch.channel] += 1;
  return {
    woken: wakes.length,
    queued,
    parked: wakes.filter((wake) => wake.status === "parked").length,
    ended: wakes.filter((wake) => wake.status === "done").length,
    busy: asking.length - judged.length,
    errands: effects.some(({ effect }) => effect.kind === "call_webhook" || effect.kind === "notify"),
  };
}

/** Its run up to the first question to the policy; or what becomes of it without one. */
function begin(enrollment: Claimed, batch: Batch, now: Date): Run | Woken {
  const status = batch.campaignStatus(enrollment);
  if (!isRunning(status)) return putAway(enrollment, status === "ended");
  const graph = batch.graphOf(enrollment);
  const debtor = batch.contacts.debtors.get(enrollment.debtorId);
  if (graph === "invalid") return park(enrollment, "graph_invalid");
  if (!debtor) return park(enrollment, "debtor_missing");
  try {
    const heard = hearable(batch.owed(enrollment), graph, batch.heard(enrollment));
    if (heard === null) return held(enrollment, batch.contacts.tenant.timeZone, now);
    const due = { ...enrollment, versionId: batch.versionOf(enrollment) };
    return new Run(due, graph, batch.factsOf(enrollment, debtor), debtor, heard, now);
  } catch (error) {
    return park(enrollment, reasonOf(error));
  }
}

/** The runs whose slots could all be locked at once; the others stay due and come with a later batch. */
async function lockRuns(tx: TenantTransaction, ctx: TenantContext, runs: readonly Run[]): Promise<Set<Run>> {
  const contacts = runs.flatMap((run) => [
    { debtorId: run.debtor.id, address: null },
    ...run.addresses.map((address) => ({ debtorId: run.debtor.id, address })),
  ]);
  const held = await tryLockSlots(tx, ctx, slotKeys(contacts));
  return new Set(
    runs.filter(
      (run) => held.has(debtorKey(run.debtor.id)) && run.addresses.every((address) => held.has(addressKey(address))),
    ),
  );
}

function loadLedgerOf(tx: TenantTransaction, ctx: TenantContext, runs: readonly Run[], now: Date): Promise<Ledger> {
  if (runs.length === 0) return Promise.resolve(new Ledger());
  return loadLedger(tx, ctx, {
    debtorIds: runs.map((run) => run.debtor.id),
    addresses: runs.flatMap((run) => run.addresses),
    now,
  });
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  log.error({ err: { type: error instanceof Error ? error.name : "unknown", message: text } }, "enrollment parked");
  return `failed: ${text.slice(0, 200)}`;
}

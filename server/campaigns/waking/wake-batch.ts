// One batch in one transaction: claim, load, advance, judge, write. A transition happens once, with its effects.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { writeEffects } from "@/server/campaigns/effects/write-effects";
import { loadFacts, type Owner } from "@/server/campaigns/facts/load-facts";
import { loadLimits, writeLimits } from "@/server/campaigns/limits/campaign-limits";
import { chasedMoney } from "@/server/campaigns/money/enrollment-money";
import { hearable, held } from "@/server/campaigns/money/hold-for-payment";
import { writeStepCounts } from "@/server/campaigns/progress/step-counts";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { enrollmentFacts, type HeardSignal, Run } from "@/server/campaigns/waking/run-enrollment";
import { type Woken, writeWakes } from "@/server/campaigns/waking/write-wakes";
import { factsUsed } from "@/server/journeys/graph/facts-used";
import type { Channel, ExecutableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentState, SignalData } from "@/server/journeys/interpreter/state";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { addressKey, debtorKey, loadLedger, slotKeys, tryLockSlots } from "@/server/touches/contact-ledger";
import { Ledger } from "@/server/touches/deciding/ledger";
import { writeTouches } from "@/server/touches/outbox/write-touches";

export type Claimed = {
  id: string;
  campaignId: string;
  debtorId: string;
  /** Where it runs another version than its campaign. */
  versionId: string | null;
  state: EnrollmentState;
  dueAt: Date;
};

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

/** Which enrollments to claim: what is due (from the cursor on), or these. */
export type Selection = { limit: number; from: Date | null } | { ids: readonly string[] };

/** Claims without waiting for anyone: what another worker holds is skipped. */
export async function claimEnrollments(
  tx: TenantTransaction,
  ctx: TenantContext,
  selection: Selection,
): Promise<Claimed[]> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{
    id: string;
    campaign_id: string;
    debtor_id: string;
    version_id: string | null;
    state: EnrollmentState;
    due_at: string;
  }>(
    "ids" in selection
      ? sql`
    select id, campaign_id, debtor_id, version_id, state, due_at from enrollments
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...selection.ids])}::uuid[])
      and status = 'waiting' and due_at <= ${now}
    order by due_at for no key update skip locked`
      : sql`
    select id, campaign_id, debtor_id, version_id, state, due_at from enrollments
    where tenant_id = ${ctx.tenantId} and status = 'waiting' and due_at <= ${now}
      ${selection.from ? sql`and due_at >= ${selection.from.toISOString()}` : sql``}
    order by due_at limit ${selection.limit} for no key update skip locked`,
  );
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaign_id,
    debtorId: row.debtor_id,
    versionId: row.version_id,
    state: row.state,
    dueAt: new Date(row.due_at),
  }));
}

/** Everything after the claim, in the same transaction. */
export async function runBatch(
  tx: TenantTransaction,
  ctx: TenantContext,
  claimed: readonly Claimed[],
): Promise<BatchReport> {
  const now = ctx.clock.now();
  const ids = claimed.map((enrollment) => enrollment.id);
  const [campaigns, facts, signals] = await together([
    loadCampaigns(tx, ctx, claimed),
    loadContactFacts(
      tx,
      ctx,
      claimed.map((enrollment) => enrollment.debtorId),
    ),
    loadSignals(tx, ctx, ids),
  ]);
  const running: Claimed[] = [];
  const wakes: Woken[] = [];
  for (const enrollment of claimed) {
    const status = campaigns.get(enrollment.campaignId)?.status;
    if (isRunning(status)) running.push(enrollment);
    else wakes.push(putAway(enrollment, status === "ended"));
  }

  const versionOf = (enrollment: Claimed) =>
    enrollment.versionId ?? campaigns.get(enrollment.campaignId)?.versionId ?? "";
  const [graphs, money] = await together([
    publishedGraphs(
      tx,
      ctx,
      running.map((enrollment) => versionOf(enrollment)),
    ),
    chasedMoney(
      tx,
      ctx,
      claimed.map(({ id, debtorId }) => ({ enrollmentId: id, debtorId })),
      dayIn(facts.tenant.timeZone, now),
    ),
  ]);
  const graphOf = (enrollment: Claimed) => graphs.get(versionOf(enrollment)) ?? "invalid";
  const more = await loadFacts(
    tx,
    ctx,
    running.flatMap((enrollment) => factsAsked(enrollment, graphOf(enrollment))),
    { today: dayIn(facts.tenant.timeZone, now), now, of: "enrollment" },
  );

  const runs: Run[] = [];
  for (const enrollment of running) {
    const versionId = versionOf(enrollment);
    const graph = graphOf(enrollment);
    const debtor = facts.debtors.get(enrollment.debtorId);
    const heard = signals.get(enrollment.id) ?? [];
    if (graph === "invalid" || !debtor) {
      wakes.push(park(enrollment, graph === "invalid" ? "graph_invalid" : "debtor_missing"));
      continue;
    }
    try {
      const owed = money(enrollment.id);
      const taken = hearable(owed, graph, heard);
      if (taken === null) {
        wakes.push(held(enrollment, facts.tenant.timeZone, now));
        continue;
      }
      const known = { ...enrollmentFacts(enrollment.id, debtor, owed, facts), ...more(enrollment.id) };
      runs.push(new Run({ ...enrollment, versionId }, graph, known, debtor, taken, now));
    } catch (error) {
      wakes.push(park(enrollment, reasonOf(error)));
    }
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
      run.judge(facts, ledger, limits, ctx.chance.id);
      done.push(run);
    } catch (error) {
      wakes.push(park(run.due, reasonOf(error)));
    }
  }

  const touches = done.flatMap((run) => run.touches);
  wakes.push(...done.map((run) => wakeOf(run)));
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

/** What the enrollment's graph reads beside money and addresses. */
function factsAsked({ id, debtorId }: Claimed, graph: ExecutableGraph | "invalid"): Owner[] {
  const parts = graph === "invalid" ? undefined : factsUsed(graph);
  return parts?.size ? [{ owner: id, debtorId, parts }] : [];
}

const isRunning = (status: string | undefined) => status === "running" || status === "launching";

async function loadCampaigns(tx: TenantTransaction, ctx: TenantContext, claimed: readonly Claimed[]) {
  const ids = [...new Set(claimed.map((enrollment) => enrollment.campaignId))];
  const { rows } = await tx.execute<{ id: string; status: string; journey_version_id: string }>(sql`
    select id, status, journey_version_id from campaigns
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, { status: row.status, versionId: row.journey_version_id }]));
}

async function loadSignals(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[]) {
  const { rows } = await tx.execute<{
    id: string;
    enrollment_id: string;
    kind: HeardSignal["kind"];
    data: SignalData;
  }>(sql`
    select id, enrollment_id, kind, data from enrollment_signals
    where tenant_id = ${ctx.tenantId} and enrollment_id = any(${sql.param([...ids])}::uuid[]) and consumed_at is null
    order by at, id`);
  const signals = new Map<string, HeardSignal[]>();
  for (const { id, enrollment_id, kind, data } of rows) {
    const list = signals.get(enrollment_id) ?? [];
    list.push({ id, kind, data });
    signals.set(enrollment_id, list);
  }
  return signals;
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

function wakeOf(run: Run): Woken {
  const { command, step, due, events, signals } = run;
  const base = {
    id: due.id,
    debtorId: due.debtorId,
    state: step.state,
    events,
    signalIds: signals.map((signal) => signal.id),
    dueAt: null,
    outcome: null,
    parkedReason: null,
  };
  if (command?.kind === "wait") return { ...base, status: "waiting", dueAt: command.until };
  if (command?.kind === "exit") return { ...base, status: "done", outcome: command.outcome };
  if (command?.kind === "park") return { ...base, status: "parked", parkedReason: command.reason };
  return { ...base, status: "done", outcome: step.state.outcome ?? "ended" };
}

/** Of a campaign that was paused or ended meanwhile: its enrollments follow when they come up. */
function putAway(enrollment: Claimed, ended: boolean): Woken {
  return {
    id: enrollment.id,
    debtorId: enrollment.debtorId,
    state: enrollment.state,
    status: ended ? "done" : "paused",
    dueAt: ended ? null : enrollment.dueAt,
    outcome: ended ? "campaign_ended" : null,
    parkedReason: null,
    events: [],
    signalIds: [],
  };
}

function park(enrollment: { id: string; debtorId: string; state: EnrollmentState }, reason: string): Woken {
  return {
    id: enrollment.id,
    debtorId: enrollment.debtorId,
    state: enrollment.state,
    status: "parked",
    dueAt: null,
    outcome: null,
    parkedReason: reason,
    events: [{ kind: "parked", nodeId: enrollment.state?.node ?? "", reason }],
    signalIds: [],
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  log.error({ err: { type: error instanceof Error ? error.name : "unknown", message: text } }, "enrollment parked");
  return `failed: ${text.slice(0, 200)}`;
}

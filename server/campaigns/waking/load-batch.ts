// Everything a batch of claimed enrollments is decided by, in few statements. Internal to the engine.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { loadFacts, type Owner } from "@/server/campaigns/facts/load-facts";
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import { chasedMoney } from "@/server/campaigns/money/enrollment-money";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import type { Claimed } from "@/server/campaigns/waking/claim-enrollments";
import { enrollmentFacts, type HeardSignal } from "@/server/campaigns/waking/run-enrollment";
import { factsUsed } from "@/server/journeys/graph/facts-used";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { SignalData } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import type { ContactFacts, DebtorFacts } from "@/server/touches/deciding/debtor-facts";

export type Batch = {
  contacts: ContactFacts;
  campaignStatus: (enrollment: Claimed) => string | undefined;
  /** The version it runs: its own, or its campaign's. */
  versionOf: (enrollment: Claimed) => string;
  graphOf: (enrollment: Claimed) => ExecutableGraph | "invalid";
  heard: (enrollment: Claimed) => readonly HeardSignal[];
  owed: (enrollment: Claimed) => ChasedMoney;
  factsOf: (enrollment: Claimed, debtor: DebtorFacts) => EnrollmentFacts;
};

export const isRunning = (campaignStatus: string | undefined) =>
  campaignStatus === "running" || campaignStatus === "launching";

/** Graphs, and what they ask for, are read only of those whose campaign is running. */
export async function loadBatch(
  tx: TenantTransaction,
  ctx: TenantContext,
  claimed: readonly Claimed[],
  now: Date,
): Promise<Batch> {
  const [campaigns, contacts, signals] = await together([
    loadCampaigns(tx, ctx, claimed),
    loadContactFacts(
      tx,
      ctx,
      claimed.map((enrollment) => enrollment.debtorId),
    ),
    loadSignals(
      tx,
      ctx,
      claimed.map((enrollment) => enrollment.id),
    ),
  ]);
  const campaignStatus = (enrollment: Claimed) => campaigns.get(enrollment.campaignId)?.status;
  const versionOf = (enrollment: Claimed) =>
    enrollment.versionId ?? campaigns.get(enrollment.campaignId)?.versionId ?? "";
  const running = claimed.filter((enrollment) => isRunning(campaignStatus(enrollment)));
  const today = dayIn(contacts.tenant.timeZone, now);

  const [graphs, money] = await together([
    publishedGraphs(tx, ctx, running.map(versionOf)),
    chasedMoney(
      tx,
      ctx,
      claimed.map(({ id, debtorId }) => ({ enrollmentId: id, debtorId })),
      today,
    ),
  ]);
  const graphOf = (enrollment: Claimed) => graphs.get(versionOf(enrollment)) ?? "invalid";
  const asked = running.flatMap((enrollment) => factsAsked(enrollment, graphOf(enrollment)));
  const more = await loadFacts(tx, ctx, asked, { today, now, of: "enrollment" });

  const owed = ({ id }: Claimed) => money(id);
  return {
    contacts,
    campaignStatus,
    versionOf,
    graphOf,
    heard: ({ id }) => signals.get(id) ?? [],
    owed,
    factsOf: (enrollment, debtor) => ({
      ...enrollmentFacts(enrollment.id, debtor, owed(enrollment), contacts),
      ...more(enrollment.id),
    }),
  };
}

/** What the enrollment's graph reads beside money and addresses. */
function factsAsked({ id, debtorId }: Claimed, graph: ExecutableGraph | "invalid"): Owner[] {
  const parts = graph === "invalid" ? undefined : factsUsed(graph);
  return parts?.size ? [{ owner: id, debtorId, parts }] : [];
}

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

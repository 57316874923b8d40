// Everything a rehearsal is made from, read in one transaction. Internal to the rehearsal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Audience, AudiencePreview } from "@/server/campaigns/contract";
import { isHeldOut } from "@/server/campaigns/entering/holdout";
import { countAudience } from "@/server/campaigns/entering/preview-audience";
import type { CampaignPlan } from "@/server/campaigns/plan-contract";
import type { Looked, ScrubbedNumbers } from "@/server/campaigns/rehearsal/checks";
import { type Followed, loadFollowed } from "@/server/campaigns/rehearsal/load-followed";
import { noNumbers, scrubbedNumbers } from "@/server/campaigns/rehearsal/scrubbed-numbers";
import { countStopped, drawEntering, type Entering, enteringOf } from "@/server/campaigns/rehearsal/who-enters";
import { found } from "@/server/errors";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { storedGraph } from "@/server/journeys/graph/upgrade";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";

/** So many debtors are followed; those who share a budget or a pace only together, which takes longer. */
const FOLLOWED_MAX = 1_000;
const FOLLOWED_TOGETHER_MAX = 400;

export type Loaded = {
  startsAt: Date;
  zone: string;
  day: string;
  version: Looked["version"];
  graph: ExecutableGraph | null;
  trigger: "invoice_due" | "invoice_overdue" | "promise_broken" | "api_event" | null;
  /** Null: nobody can say who will enter. */
  entering: Entering | null;
  counted: AudiencePreview | null;
  heldOut: number;
  stopped: number;
  /** So many were drawn to stand for all who enter. */
  drawn: number;
  /** Of those who are contacted, what registries said of their numbers. */
  scrubbed: ScrubbedNumbers;
  followed: Followed;
};

export async function loadRehearsal(
  tx: TenantTransaction,
  ctx: TenantContext,
  input: { journeyVersionId: string; audience: Audience; plan: CampaignPlan },
): Promise<Loaded> {
  const { plan, audience } = input;
  const { zone } = await workspaceDay(tx, ctx);
  const now = ctx.clock.now();
  const startsAt = plan.startsAt && plan.startsAt > now ? plan.startsAt : now;
  const day = dayIn(zone, startsAt);
  const { version, graph } = await loadVersion(tx, ctx, input.journeyVersionId);
  const start = graph?.nodes.find((node) => node.kind === "start");
  const trigger = (start?.kind === "start" ? start.trigger : undefined) ?? { on: "manual" as const };
  const entering = graph && enteringOf(trigger, { audience, day, priority: plan.priority });
  const base = { startsAt, zone, day, version, graph, trigger: trigger.on === "manual" ? null : trigger.on };
  if (!graph || !entering) {
    const { tenant } = await loadContactFacts(tx, ctx, []);
    const followed: Followed = { tenant, debtors: [], invoiceNames: new Map(), paying: [], unknownLines: 0 };
    return { ...base, entering: null, counted: null, heldOut: 0, stopped: 0, drawn: 0, scrubbed: noNumbers, followed };
  }
  const counted = await countAudience(tx, ctx, {
    audience: entering.audience,
    priority: plan.priority,
    today: entering.today,
    marksFrom: entering.entry.marksFrom,
  });
  const together = plan.budget !== undefined || plan.pace !== undefined;
  const drawn = await drawEntering(tx, ctx, entering, together ? FOLLOWED_TOGETHER_MAX : FOLLOWED_MAX);
  // The campaign that will draw them has no id yet: these stand for those it draws.
  const contacted = drawn.filter((id) => !isHeldOut("rehearsal", id, plan.holdoutPercent));
  return {
    ...base,
    entering,
    counted,
    heldOut: Math.round((counted.debtors * plan.holdoutPercent) / 100),
    stopped: await countStopped(tx, ctx, entering),
    drawn: drawn.length,
    scrubbed: await scrubbedNumbers(tx, ctx, contacted, { graph, startsAt }),
    followed: await loadFollowed(tx, ctx, contacted, entering, graph),
  };
}

async function loadVersion(tx: TenantTransaction, ctx: TenantContext, versionId: string) {
  const { rows } = await tx.execute<{
    graph: unknown;
    number: number;
    newest: number;
    draft_is_newer: boolean;
  }>(sql`
    select v.graph, v.number, n.number as newest, n.graph is distinct from j.draft as draft_is_newer
    from journey_versions v
    join journeys j on j.tenant_id = v.tenant_id and j.id = v.journey_id
    cross join lateral (
      select number, graph from journey_versions
      where tenant_id = ${ctx.tenantId} and journey_id = v.journey_id order by number desc limit 1) n
    where v.tenant_id = ${ctx.tenantId} and v.id = ${versionId}`);
  const { graph, number, newest, draft_is_newer: draftIsNewer } = found(rows[0], "The published journey");
  const read = storedGraph.safeParse(graph);
  return {
    graph: read.success ? read.data : null,
    version: { readable: read.success, number, newest, draftIsNewer },
  };
}

// A launch lived through before it happens: the engine's own interpreter, policy, caps, budget and pace on the debtors who
// would enter, without writing anything. Nobody answers or pays in it: a launch does no more than this says.
import { setImmediate } from "node:timers/promises";
import type { LaunchCampaignInput } from "@/server/campaigns/contract";
import { type CampaignPlan, campaignPlan } from "@/server/campaigns/plan-contract";
import { checksOf, type ScrubbedNumbers, type Vendor } from "@/server/campaigns/rehearsal/checks";
import { type LeftOut, LISTED_TOUCHES, REHEARSED_DAYS, type Rehearsal } from "@/server/campaigns/rehearsal/contract";
import { type Loaded, loadRehearsal } from "@/server/campaigns/rehearsal/load-rehearsal";
import { scaledLimits } from "@/server/campaigns/rehearsal/scaled-limits";
import { firstTouches, tellRehearsal } from "@/server/campaigns/rehearsal/tell-rehearsal";
import { whatItSays } from "@/server/campaigns/rehearsal/what-it-says";
import { channelsUsed } from "@/server/journeys/graph/channels-used";
import { variablesSaid } from "@/server/journeys/graph/message-text";
import type { Channel } from "@/server/journeys/graph/schema";
import { type SimulationResult, simulateStepwise } from "@/server/journeys/simulation/simulate";
import { listPriceMicros } from "@/server/list-prices";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

type Input = Pick<LaunchCampaignInput, "journeyVersionId" | "audience"> & { plan?: Partial<CampaignPlan> };
/** What is known outside the workspace: whether a channel's vendor has its keys, and where links lead. */
export type Outside = { vendors: Record<Channel, Vendor>; publicUrl: string };

export async function rehearseLaunch(ctx: TenantContext, input: Input, outside: Outside): Promise<Rehearsal> {
  const plan = campaignPlan.parse(input.plan ?? {});
  const loaded = await read(ctx, "campaigns.read", (tx) => loadRehearsal(tx, ctx, { ...input, plan }));
  const { startsAt, zone, followed, counted, heldOut, graph, trigger } = loaded;
  const debtors = counted?.debtors ?? 0;
  const all = followed.debtors.length + followed.paying.length;
  const scale = all > 0 ? (debtors - heldOut) / all : 1;
  const result = await liveThrough(loaded, plan, scale);
  const names = new Map(followed.debtors.map(({ facts }) => [facts.id, facts.name]));
  const byId = new Map(followed.debtors.map((debtor) => [debtor.facts.id, debtor]));
  const perTouchMicros = { ...listPriceMicros, ...plan.budget?.cost?.perTouchMicros };
  const told = tellRehearsal({ ...result, zone }, { startsAt, scale, names, perTouchMicros });
  const touches = firstTouches(result.touches, LISTED_TOUCHES, names, (touch) => {
    const debtor = byId.get(touch.debtorId);
    return debtor ? whatItSays(touch, debtor, { ...followed, publicUrl: outside.publicUrl }) : "";
  });
  const entered = Math.round(names.size * scale);
  const missed = told.leftOut.reduce((sum, group) => sum + group.debtors, 0);
  const slowed = result.touches.filter(({ looks }) => looks.some(({ decision }) => decision.code === "CAMPAIGN_PACE"));
  const { email, phone, postalAddress } = followed.tenant;
  return {
    startsAt,
    zone,
    days: REHEARSED_DAYS,
    trigger,
    entering: {
      debtors,
      invoices: counted?.invoices ?? 0,
      totals: counted?.totals ?? [],
      heldOut,
      triedOn: counted?.triedOn ?? null,
    },
    followed: loaded.drawn < debtors ? loaded.drawn : null,
    unknownLines: Math.round(followed.unknownLines * scale),
    hours: told.hours,
    channels: told.channels,
    costCurrency: plan.budget?.cost?.currency ?? "USD",
    firstLeavesAt: told.firstLeavesAt,
    touches,
    leftOut: [...leftOutBefore(loaded, scale), ...told.leftOut],
    checks: checksOf({
      debtors: loaded.entering ? debtors : null,
      elsewhere: counted?.elsewhere ?? 0,
      byTrigger: trigger !== null,
      version: loaded.version,
      channels: graph ? channelsUsed(graph) : [],
      variables: new Set(graph ? graph.nodes.flatMap(variablesSaid) : []),
      sender: { email, phone, postalAddress },
      vendors: outside.vendors,
      firstLeavesAt: told.firstLeavesAt,
      startsAt,
      reached: Math.max(0, entered - missed),
      followed: entered,
      scrubbed: scaledBy(scale, loaded.scrubbed),
      limited: plan.budget !== undefined || plan.pace !== undefined,
      budgetSpentAt: result.budgetSpentAt,
      slowed: Math.round(slowed.length * scale),
    }),
  };
}

function scaledBy(scale: number, { numbers, blocked, stale, unknown }: ScrubbedNumbers): ScrubbedNumbers {
  const of = (count: number) => Math.ceil(count * scale);
  return { numbers: of(numbers), blocked: of(blocked), stale: of(stale), unknown: of(unknown) };
}

type Lived = Pick<SimulationResult, "touches" | "enrollments" | "budgetSpentAt">;

/** Group by group, so that the process answers others meanwhile. */
async function liveThrough({ graph, entering, followed, startsAt, day }: Loaded, plan: CampaignPlan, scale: number) {
  const nothing: Lived = { touches: [], enrollments: [], budgetSpentAt: null };
  if (!graph || !entering || followed.debtors.length === 0) return nothing;
  const steps = simulateStepwise({
    graph,
    tenant: followed.tenant,
    debtors: followed.debtors,
    seed: "rehearsal",
    from: day,
    days: REHEARSED_DAYS,
    begin: startsAt,
    startsAt: "00:00",
    entry: entering.entry,
    limits: scaledLimits(plan, scale),
  });
  for (let groups = 1; ; groups += 1) {
    const step = steps.next();
    if (step.done) return step.value as Lived;
    if (groups % 20 === 0) await setImmediate();
  }
}

/** Those who do not even begin. */
function leftOutBefore({ counted, stopped, heldOut, followed }: Loaded, scale: number): LeftOut[] {
  const groups: LeftOut[] = [
    { reason: "elsewhere", code: null, debtors: counted?.elsewhere ?? 0, sample: [] },
    { reason: "stopped", code: null, debtors: stopped, sample: [] },
    { reason: "held_out", code: null, debtors: heldOut, sample: [] },
    {
      reason: "payment_on_its_way",
      code: null,
      debtors: Math.round(followed.paying.length * scale),
      sample: followed.paying.slice(0, 3),
    },
  ];
  return groups.filter(({ debtors }) => debtors > 0);
}

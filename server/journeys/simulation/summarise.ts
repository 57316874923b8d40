// Totals of a simulation up to the end of a day: what a scrubber shows. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import { localTime } from "@/server/journeys/simulation/local-time";
import type { SimulatedEnrollment, SimulatedTouch } from "@/server/journeys/simulation/record";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";
import { listCostCents } from "@/server/list-prices";
import { weekdayOf } from "@/server/policy/wall-clock";

export type ChannelTotals = {
  /** They left. */
  sent: number;
  /** Put off at least once, whatever came of them. */
  deferred: number;
  refused: number;
  cancelled: number;
};

export type Totals = {
  entered: number;
  inside: number;
  outcomes: { outcome: string; count: number }[];
  channels: Record<Channel, ChannelTotals>;
  /** Why touches were refused. */
  refusals: { code: string; count: number }[];
  deferrals: { code: string; count: number }[];
  paid: { currency: string; amountMinor: number; payments: number }[];
  promises: { made: number; kept: number; broken: number };
  disputes: number;
  optOuts: number;
  bounces: number;
  moves: number;
  answered: number;
  machines: number;
  costCents: number;
};

/** Everything until `until`, exclusive; all of it without. */
export function totalsOf(
  result: Pick<SimulationResult, "touches" | "enrollments" | "told">,
  until = Number.POSITIVE_INFINITY,
): Totals {
  const channels = { email: emptyChannel(), sms: emptyChannel(), voice: emptyChannel() };
  const refusals = new Map<string, number>();
  const deferrals = new Map<string, number>();
  for (const touch of result.touches) {
    if (touch.at.getTime() >= until) continue;
    const of = channels[touch.channel];
    const put = touch.looks.find((look) => look.verdict === "defer" && look.at.getTime() < until);
    if (put) {
      of.deferred += 1;
      count(deferrals, put.decision.code ?? "");
    }
    if (touch.leftAt !== null && touch.leftAt.getTime() < until) of.sent += 1;
    if (touch.status === "cancelled") of.cancelled += 1;
    const last = touch.looks.at(-1);
    if (touch.status === "refused" && last && last.at.getTime() < until) {
      of.refused += 1;
      count(refusals, last.decision.code ?? "");
    }
  }
  const outcomes = new Map<string, number>();
  let [entered, inside] = [0, 0];
  for (const enrollment of result.enrollments) {
    if (enrollment.enteredAt.getTime() >= until) continue;
    entered += 1;
    if (enrollment.endedAt !== null && enrollment.endedAt.getTime() < until)
      count(outcomes, enrollment.outcome ?? "ended");
    else inside += 1;
  }
  const told = new Map<string, number>();
  const paid = new Map<string, { amountMinor: number; payments: number }>();
  for (const { at, kind, amountMinor = 0, currency = "" } of result.told) {
    if (at.getTime() >= until) continue;
    count(told, kind);
    if (kind !== "paid") continue;
    const sum = paid.get(currency) ?? { amountMinor: 0, payments: 0 };
    paid.set(currency, { amountMinor: sum.amountMinor + amountMinor, payments: sum.payments + 1 });
  }
  const times = (kind: string) => told.get(kind) ?? 0;
  return {
    entered,
    inside,
    outcomes: ranked(outcomes).map(([outcome, n]) => ({ outcome, count: n })),
    channels,
    refusals: ranked(refusals).map(([code, n]) => ({ code, count: n })),
    deferrals: ranked(deferrals).map(([code, n]) => ({ code, count: n })),
    paid: [...paid].map(([currency, sum]) => ({ currency, ...sum })).sort((a, b) => b.payments - a.payments),
    promises: { made: times("promised"), kept: times("promise_kept"), broken: times("promise_broken") },
    disputes: times("disputed"),
    optOuts: times("opted_out"),
    bounces: times("bounced"),
    moves: times("moved"),
    answered: times("answered"),
    machines: times("machine"),
    costCents: listCostCents({ email: channels.email.sent, sms: channels.sms.sent, voice: channels.voice.sent }),
  };
}

/** How many debtors stand at each step at that instant, and how many went through it by then. */
export function countsAt(
  enrollments: readonly SimulatedEnrollment[],
  until: number,
): Map<string, { here: number; passed: number }> {
  const counts = new Map<string, { here: number; passed: number }>();
  const of = (nodeId: string) => {
    const known = counts.get(nodeId) ?? { here: 0, passed: 0 };
    counts.set(nodeId, known);
    return known;
  };
  for (const { positions } of enrollments) {
    let standing: string | null = null;
    for (const { at, nodeId } of positions) {
      if (at >= until) break;
      if (standing !== null) of(standing).passed += 1;
      standing = nodeId;
    }
    if (standing !== null) of(standing).here += 1;
  }
  return counts;
}

/** Contacts by weekday (from Monday) and hour, by the debtor's own clock. */
export function contactHours(touches: readonly SimulatedTouch[], until = Number.POSITIVE_INFINITY): number[][] {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const touch of touches) {
    if (touch.leftAt === null || touch.leftAt.getTime() >= until) continue;
    const { day, minutes } = localTime(touch.zone, touch.leftAt.getTime());
    const row = grid[(weekdayOf(day) + 6) % 7];
    const hour = Math.floor(minutes / 60);
    if (row) row[hour] = (row[hour] ?? 0) + 1;
  }
  return grid;
}

const emptyChannel = (): ChannelTotals => ({ sent: 0, deferred: 0, refused: 0, cancelled: 0 });

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

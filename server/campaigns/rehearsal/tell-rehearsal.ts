// What a lived-through launch tells: its first day, its first touches, its cost, and who was never reached. Pure.
import type { ChannelForecast, LeftOut, Rehearsal, RehearsedTouch } from "@/server/campaigns/rehearsal/contract";
import { type Channel, channel } from "@/server/journeys/graph/schema";
import { localTime } from "@/server/journeys/simulation/local-time";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";

const HOUR_MS = 3_600_000;
const HOURS = 24;
const SAMPLED_LEFT_OUT = 3;

export type Told = Pick<Rehearsal, "hours" | "channels" | "firstLeavesAt" | "leftOut">;

/** `scale`: how many debtors each that was followed stands for. */
export function tellRehearsal(
  result: Pick<SimulationResult, "touches" | "enrollments" | "zone">,
  of: {
    startsAt: Date;
    scale: number;
    names: ReadonlyMap<string, string>;
    perTouchMicros: Record<Channel, number>;
  },
): Told {
  const { startsAt, scale } = of;
  const begin = startsAt.getTime() - (localTime(result.zone, startsAt.getTime()).minutes % 60) * 60_000;
  const until = begin + HOURS * HOUR_MS;
  const first = result.touches.filter((touch) => touch.at.getTime() < until);
  const hourly = channel.options.map((each): [Channel, number[]] => {
    const counts = Array.from({ length: HOURS }, () => 0);
    for (const { leftAt, channel: on } of first) {
      if (on !== each || leftAt === null || leftAt.getTime() >= until) continue;
      const hour = Math.floor((leftAt.getTime() - begin) / HOUR_MS);
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
    return [each, counts];
  });
  const sent = Object.fromEntries(hourly) as Record<Channel, number[]>;
  const count = (touches: readonly SimulatedTouch[]) => Math.round(touches.length * scale);
  const forecast = (each: Channel): ChannelForecast => {
    const own = first.filter((touch) => touch.channel === each);
    return {
      firstDay: Math.round(sent[each].reduce((sum, hour) => sum + hour, 0) * scale),
      inAll: count(result.touches.filter((touch) => touch.channel === each && touch.leftAt !== null)),
      putOff: count(own.filter((touch) => touch.looks[0]?.verdict === "defer")),
      refused: count(own.filter((touch) => touch.status === "refused")),
      perTouchMicros: of.perTouchMicros[each],
    };
  };
  return {
    hours: Array.from({ length: HOURS }, (_, hour) => ({
      at: new Date(begin + hour * HOUR_MS),
      email: Math.round((sent.email[hour] ?? 0) * scale),
      sms: Math.round((sent.sms[hour] ?? 0) * scale),
      voice: Math.round((sent.voice[hour] ?? 0) * scale),
    })),
    channels: { email: forecast("email"), sms: forecast("sms"), voice: forecast("voice") },
    firstLeavesAt: result.touches.reduce<Date | null>(
      (earliest, { leftAt }) => (leftAt && (!earliest || leftAt < earliest) ? leftAt : earliest),
      null,
    ),
    leftOut: neverReached(result, of),
  };
}

/** Those of whom no touch left, by what stood in the way most often; most debtors first. */
function neverReached(
  { touches, enrollments }: Pick<SimulationResult, "touches" | "enrollments">,
  { scale, names }: { scale: number; names: ReadonlyMap<string, string> },
): LeftOut[] {
  const touchesOf = Map.groupBy(touches, (touch) => touch.debtorId);
  const groups = new Map<string, { reason: LeftOut["reason"]; code: string | null; ids: string[] }>();
  for (const debtorId of new Set(enrollments.map((enrollment) => enrollment.debtorId))) {
    const own = touchesOf.get(debtorId) ?? [];
    if (own.some((touch) => touch.leftAt !== null)) continue;
    const why = whyNot(own);
    const key = `${why.reason} ${why.code}`;
    const group = groups.get(key) ?? { ...why, ids: [] };
    group.ids.push(debtorId);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.ids.length - a.ids.length)
    .map(({ reason, code, ids }) => ({
      reason,
      code,
      debtors: Math.round(ids.length * scale),
      sample: ids.slice(0, SAMPLED_LEFT_OUT).map((debtorId) => ({ debtorId, name: names.get(debtorId) ?? "" })),
    }));
}

function whyNot(touches: readonly SimulatedTouch[]): Pick<LeftOut, "reason" | "code"> {
  const times = new Map<string, number>();
  for (const touch of touches) {
    const code = codeOf(touch);
    if (code) times.set(code, (times.get(code) ?? 0) + 1);
  }
  const [most] = [...times].sort((a, b) => b[1] - a[1]);
  if (!most) return { reason: "no_step", code: null };
  const [code] = most;
  return { reason: code.startsWith("CAMPAIGN_") ? "limits" : "policy", code };
}

/** What put it off last, or refused it. */
const codeOf = (touch: SimulatedTouch) => touch.looks.findLast((look) => look.verdict !== "allow")?.decision.code;

/**
 * The first touches, in the order in which they leave or would have been made; who is never reached is told elsewhere, and
 * would fill the list.
 */
export function firstTouches(
  touches: readonly SimulatedTouch[],
  most: number,
  names: ReadonlyMap<string, string>,
  says: (touch: SimulatedTouch) => string,
): RehearsedTouch[] {
  const reached = new Set(touches.flatMap((touch) => (touch.leftAt ? [touch.debtorId] : [])));
  return touches
    .filter((touch) => reached.has(touch.debtorId))
    .flatMap((touch) => {
      const at = touch.leftAt ?? (touch.status === "refused" ? touch.looks.at(-1)?.at : undefined);
      return at ? [{ touch, at }] : [];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, most)
    .map(({ touch, at }) => ({
      debtorId: touch.debtorId,
      debtorName: names.get(touch.debtorId) ?? "",
      channel: touch.channel,
      nodeId: touch.nodeId,
      says: says(touch),
      zone: touch.zone,
      at,
      outcome: touch.leftAt === null ? "refused" : touch.looks[0]?.verdict === "allow" ? "leaves" : "put_off",
      code: codeOf(touch) ?? null,
    }));
}

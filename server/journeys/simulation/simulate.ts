// A journey lived through on debtors, day by day, before it goes live: the interpreter and the policy are the engine's
// own, what debtors do is written down or drawn from a seed. Pure: the same simulation gives the same result.
import { groupsOf } from "@/server/journeys/simulation/groups";
import type { Told } from "@/server/journeys/simulation/happenings";
import { Reactions, unasked } from "@/server/journeys/simulation/react";
import { SimRecord, type SimulatedEnrollment, type SimulatedTouch } from "@/server/journeys/simulation/record";
import { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import type { Simulation } from "@/server/journeys/simulation/simulated";
import { World } from "@/server/journeys/simulation/world";
import { addDays } from "@/server/time/calendar";

export type SimulationResult = {
  zone: string;
  /** The days, "YYYY-MM-DD", and the instant at which each ends. */
  days: { day: string; endsAt: number }[];
  touches: SimulatedTouch[];
  enrollments: SimulatedEnrollment[];
  told: Told[];
  /** When the campaign's budget was spent and it paused. */
  budgetSpentAt: Date | null;
};

/** When a journey takes debtors in if nothing else is said: as a launch on a working morning. */
const STARTS_AT = "09:00";

/** The whole simulation. */
export function simulate(simulation: Simulation): SimulationResult {
  const steps = simulateStepwise(simulation);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, each saying how many debtors are done: for progress, and to be left early. */
export function* simulateStepwise(simulation: Simulation): Generator<number, SimulationResult> {
  const { tenant, seed, from, days, startsAt = STARTS_AT } = simulation;
  const calendar = new SimCalendar(tenant.timeZone, startsAt);
  const begin = simulation.begin?.getTime() ?? calendar.entryOn(from);
  const end = calendar.beginOf(addDays(from, days));
  const record = new SimRecord();
  let done = 0;
  for (const group of simulation.limits ? [simulation.debtors] : groupsOf(simulation.debtors)) {
    const reactions = new Reactions(seed, calendar);
    const world = new World(simulation, calendar, group, (...of) => reactions.after(...of), record);
    world.expect((account) => unasked(account, seed, calendar, begin));
    world.run(begin, end);
    done += group.length;
    yield done;
  }
  return {
    zone: tenant.timeZone,
    days: Array.from({ length: days }, (_, at) => {
      const day = addDays(from, at);
      return { day, endsAt: calendar.endOf(day) };
    }),
    touches: record.touches.sort((a, b) => a.at.getTime() - b.at.getTime() || compare(a.id, b.id)),
    enrollments: record.enrollments,
    told: record.told.sort((a, b) => a.at.getTime() - b.at.getTime() || compare(a.debtorId, b.debtorId)),
    budgetSpentAt: record.budgetSpentAt,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// Lives through a journey beside the page, so that nothing on it freezes. Says how far it is; ended from outside.
import { type SimulationResult, simulateStepwise } from "@/server/journeys/simulation/simulate";
import type { Simulation } from "@/server/journeys/simulation/simulated";
import { supposeAddresses } from "@/server/journeys/simulation/suppose";
import { synthesise } from "@/server/journeys/simulation/synthesise";

export type SimulationJob = {
  runs: (Omit<Simulation, "debtors"> & { debtors: Simulation["debtors"] | { synthetic: number } })[];
  /** Give those without any address one that leads nowhere. */
  suppose: boolean;
};

export type WorkerNews =
  | { kind: "progress"; done: number; of: number }
  | { kind: "done"; results: SimulationResult[]; names: Record<string, string> }
  | { kind: "failed"; message: string };

const tell = (news: WorkerNews) => self.postMessage(news);
/** Progress is told so often at most. */
const TELL_MS = 80;

self.onmessage = ({ data }: MessageEvent<SimulationJob>) => {
  try {
    work(data);
  } catch (error) {
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

function work({ runs, suppose }: SimulationJob) {
  const simulations = runs.map((run): Simulation => {
    const { debtors, seed, from: today, tenant } = run;
    const known =
      "synthetic" in debtors ? synthesise({ seed, count: debtors.synthetic, today, zone: tenant.timeZone }) : debtors;
    return { ...run, debtors: suppose ? supposeAddresses(known) : known };
  });
  const of = simulations.reduce((sum, simulation) => sum + simulation.debtors.length, 0);
  let before = 0;
  let toldAt = 0;
  const results = simulations.map((simulation) => {
    const steps = simulateStepwise(simulation);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        before += simulation.debtors.length;
        return step.value;
      }
      if (performance.now() - toldAt < TELL_MS) continue;
      toldAt = performance.now();
      tell({ kind: "progress", done: before + step.value, of });
    }
  });
  const names = Object.fromEntries(
    simulations.flatMap(({ debtors }) => debtors.map(({ facts }) => [facts.id, facts.name])),
  );
  tell({ kind: "done", results, names });
}

// One persona against a flow, several times: what held, and how often it did not, for a model answers now so, now so.
import type { Failure } from "@/server/flows/trial/failures";
import { judgeTrial } from "@/server/flows/trial/judge-trial";
import { runConversation, type Told, type Trial } from "@/server/flows/trial/run-conversation";

export type PersonaResult = {
  persona: string;
  title: string;
  runs: number;
  failedRuns: number;
  /** Of all runs the share that differs from the more common verdict: 0 where every run says the same. */
  flakeRate: number;
  outcomes: Record<string, number>;
  /** Of the first run that failed. */
  failures: Failure[];
};

/** `seed`: of the whole suite. */
export type PersonaRuns = Omit<Trial, "channel"> & { runs: number };

/**
 * `shown`: the first run that failed, or else the first. Null: `afterRun`, told how many runs there were, wanted no more of
 * them.
 */
export async function runPersona(
  { runs, seed, ...trial }: PersonaRuns,
  afterRun: (done: number) => Promise<boolean> = async () => true,
): Promise<{ result: PersonaResult; shown: Told } | null> {
  const { key, title, expects } = trial.persona;
  const outcomes: Record<string, number> = {};
  let failedRuns = 0;
  let failures: Failure[] = [];
  let shown: Told | undefined;
  for (let run = 0; run < runs; run += 1) {
    const told = await runConversation({ ...trial, seed: `${seed} ${key} ${run}` });
    const failed = judgeTrial(told, expects);
    const outcome = told.state.outcome ?? "none";
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (failed.length > 0 && failedRuns === 0) [failures, shown] = [failed, told];
    if (failed.length > 0) failedRuns += 1;
    shown ??= told;
    if (!(await afterRun(run + 1))) return null;
  }
  if (!shown) return null;
  return {
    result: { persona: key, title, runs, failedRuns, flakeRate: flakeRate(runs, failedRuns), outcomes, failures },
    shown,
  };
}

export function flakeRate(runs: number, failedRuns: number): number {
  return Math.min(failedRuns, runs - failedRuns) / runs;
}

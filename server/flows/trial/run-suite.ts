// Personas against a flow, each several times: what held, and how often it did not, for a model answers now so, now so.
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { ConversationModel } from "@/server/flows/ports";
import type { Failure } from "@/server/flows/trial/failures";
import { judgeTrial } from "@/server/flows/trial/judge-trial";
import type { Persona } from "@/server/flows/trial/persona";
import { runConversation } from "@/server/flows/trial/run-conversation";

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
export type SuiteResult = { isGreen: boolean; flakeRate: number; results: PersonaResult[] };

export type Suite = {
  flow: ExecutableFlow;
  facts: ConversationFacts;
  personas: readonly Persona[];
  model: ConversationModel;
  runs: number;
  seed: string;
  startsAt: Date;
};

export async function runSuite({ personas, runs, seed, ...trial }: Suite): Promise<SuiteResult> {
  const results: PersonaResult[] = [];
  for (const persona of personas) {
    const failures: Failure[][] = [];
    const outcomes: Record<string, number> = {};
    for (let run = 0; run < runs; run += 1) {
      const told = await runConversation({ ...trial, persona, seed: `${seed} ${persona.key} ${run}` });
      failures.push(judgeTrial(told, persona.expects));
      const outcome = told.state.outcome ?? "none";
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    const failedRuns = failures.filter((list) => list.length > 0).length;
    results.push({
      persona: persona.key,
      title: persona.title,
      runs,
      failedRuns,
      flakeRate: Math.min(failedRuns, runs - failedRuns) / runs,
      outcomes,
      failures: failures.find((list) => list.length > 0) ?? [],
    });
  }
  return {
    isGreen: results.every((result) => result.failedRuns === 0),
    flakeRate: Math.max(0, ...results.map((result) => result.flakeRate)),
    results,
  };
}

// Personas against a flow, each several times.
import type { Persona } from "@/server/flows/trial/persona";
import { type PersonaResult, type PersonaRuns, runPersona } from "@/server/flows/trial/run-persona";

export type SuiteResult = { isGreen: boolean; flakeRate: number; results: PersonaResult[] };

export type Suite = Omit<PersonaRuns, "persona"> & { personas: readonly Persona[] };

export async function runSuite({ personas, ...trial }: Suite): Promise<SuiteResult> {
  const results: PersonaResult[] = [];
  for (const persona of personas) {
    const tried = await runPersona({ ...trial, persona });
    if (tried) results.push(tried.result);
  }
  return {
    isGreen: results.every((result) => result.failedRuns === 0),
    flakeRate: Math.max(0, ...results.map((result) => result.flakeRate)),
    results,
  };
}

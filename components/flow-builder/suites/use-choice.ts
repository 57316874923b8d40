"use client";

import { useState } from "react";
import { type PersonaToChoose, runsUsual, type SuiteChoice } from "@/server/flows/suites/contract";

export type Choice = SuiteChoice & { set: (change: Partial<SuiteChoice>) => void };

/** Who of these is chosen, all that are usual at first, and how often each. Whoever comes later is chosen too. */
export function useChoice(among: readonly PersonaToChoose[], before?: SuiteChoice | null): Choice {
  const [without, setWithout] = useState<ReadonlySet<string> | null>(null);
  const [runs, setRuns] = useState<number | null>(null);
  const isLeft = ({ key, caseId, isUsual }: PersonaToChoose) =>
    before ? !caseId && !before.personas.includes(key) : !isUsual;
  const left = without ?? new Set(among.filter(isLeft).map(({ key }) => key));
  return {
    personas: among.map(({ key }) => key).filter((key) => !left.has(key)),
    runs: runs ?? before?.runs ?? runsUsual,
    set(change) {
      const { personas } = change;
      if (personas) setWithout(new Set(among.map(({ key }) => key).filter((key) => !personas.includes(key))));
      if (change.runs) setRuns(change.runs);
    },
  };
}

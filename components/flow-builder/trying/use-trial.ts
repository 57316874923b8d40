"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import type { SaidInTrial, TriedFlow, TryFlowInput } from "@/server/flows/contract";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";

type Told = {
  said: SaidInTrial[];
  answersAs: TryFlowInput["answersAs"];
  language: Language;
  tried: TriedFlow;
  /** The drawing that it was told on. */
  draft: DraftFlow;
  /** What was heard until it was told again. */
  before: TriedFlow | undefined;
};
type Telling = { answersAs?: TryFlowInput["answersAs"]; isAgain?: boolean; onTold?: () => void };

/** What outlives the panel: as long as the conversation's page is open, a trial goes on where it was left. */
export function useKeptTrial() {
  const [language, setLanguage] = useState<Language | null>(null);
  const [typed, setTyped] = useState("");
  const [told, setTold] = useState<Told | null>(null);
  return { language, setLanguage, typed, setTyped, told, setTold };
}
export type KeptTrial = ReturnType<typeof useKeptTrial>;
export type Trial = ReturnType<typeof useTrial>;

/**
 * A trial is told from its start each time, on the draft as it then is: whatever was said can be said again, or
 * differently. What no answer came to was not said: it stays where it was typed.
 */
export function useTrial({ language, setLanguage, typed, setTyped, told, setTold }: KeptTrial, draft: DraftFlow) {
  const trpc = useTRPC();
  const trial = useMutation(trpc.flows.try.mutationOptions({ meta: { quiet: true } }));

  const tell = (said: SaidInTrial[], telling: Telling = {}) => {
    const answersAs = telling.answersAs ?? told?.answersAs ?? "human";
    const before = telling.isAgain ? told?.tried : undefined;
    const spoken = language ?? draft.languages[0] ?? "en";
    trial.mutate(
      { draft, language: spoken, answersAs, said },
      {
        onSuccess: (tried) => {
          setTold({ said, answersAs, language: spoken, tried, draft, before });
          telling.onTold?.();
        },
      },
    );
  };
  const said = told?.said ?? [];
  return {
    told,
    typed,
    setTyped,
    language,
    setLanguage,
    isTelling: trial.isPending,
    error: trial.error,
    begin: (answersAs: TryFlowInput["answersAs"]) => tell([], { answersAs }),
    say: (line: SaidInTrial, onTold?: () => void) => tell([...said, line], { onTold }),
    /** What they said after it was said to another answer, and falls away. */
    edit: (nth: number, line: SaidInTrial, onTold: () => void) =>
      tell([...said.slice(0, nth), line], { isAgain: true, onTold }),
    replay: (nth: number) => tell(said.slice(0, nth + 1), { isAgain: true }),
    replayAll: () => tell(said, { isAgain: true }),
    startAgain: () => {
      setTold(null);
      setTyped("");
      trial.reset();
    },
  };
}

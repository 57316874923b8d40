"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import type { SaidInTrial, TriedFlow, TryFlowInput } from "@/server/flows/contract";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";

/** `before`: what was heard until it was told again. */
export type Heard = { tried: TriedFlow; before: TriedFlow | undefined };

/** A trial is told from its start each time, on the draft as it then is: whatever was said can be said again, or differently. */
export function useTrial(draft: DraftFlow, language: Language | null) {
  const trpc = useTRPC();
  const [said, setSaid] = useState<SaidInTrial[] | null>(null);
  const [answersAs, setAnswersAs] = useState<TryFlowInput["answersAs"]>("human");
  const [heard, setHeard] = useState<Heard | null>(null);
  const trial = useMutation(trpc.flows.try.mutationOptions({ onError: () => undefined }));

  // While an answer is on its way more may be said: only what was asked last is heard.
  const tell = (next: SaidInTrial[], before?: TriedFlow, as = answersAs) => {
    setSaid(next);
    trial.mutate(
      { draft, language: language ?? draft.languages[0] ?? "en", answersAs: as, said: next },
      {
        onSuccess: (tried) => setHeard({ tried, before }),
        onError: () => before && setSaid(said),
      },
    );
  };
  const upTo = (nth: number) => (said ?? []).slice(0, nth);
  return {
    said,
    heard,
    isTelling: trial.isPending,
    error: trial.error,
    begin: (as: TryFlowInput["answersAs"]) => {
      setAnswersAs(as);
      tell([], undefined, as);
    },
    say: (line: SaidInTrial) => tell([...(said ?? []), line]),
    /** What they said after it was said to another answer, and falls away. */
    edit: (nth: number, line: SaidInTrial) => tell([...upTo(nth), line], heard?.tried),
    replay: (nth: number) => tell(upTo(nth + 1), heard?.tried),
    replayAll: () => said && tell(said, heard?.tried),
    startAgain: () => {
      setSaid(null);
      setHeard(null);
      trial.reset();
    },
  };
}

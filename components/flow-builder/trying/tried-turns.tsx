"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { TheirTurn } from "@/components/flow-builder/trying/their-turn";
import type { Trial } from "@/components/flow-builder/trying/use-trial";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { focusIfLost } from "@/components/ui/focus/focus-if-lost";
import type { TriedFlow } from "@/server/flows/contract";
import { changedAnswers, turnsFallen } from "@/server/flows/trial/changed-answers";

/** What was said in a trial and, once it was told again, what of it is not as before. */
export function TriedTurns({
  tried,
  before,
  isTelling,
  mayTell,
  onEdit,
  onReplay,
}: {
  tried: TriedFlow;
  before: TriedFlow | undefined;
  isTelling: boolean;
  /** The drawing can be told as it now is. */
  mayTell: boolean;
  onEdit: Trial["edit"];
  onReplay: Trial["replay"];
}) {
  const t = useTranslations("flows.try");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
    if (tried.isOver) focusIfLost(list.current);
  }, [tried]);
  const changed = useMemo(() => before && changedAnswers(before.turns, tried.turns), [before, tried]);
  const outcome = useOutcomeWord();
  let theirs = -1;
  const turns = tried.turns.map((turn, at) => {
    if (turn.by === "them") theirs += 1;
    return { turn, at, nth: theirs, was: changed?.get(at) };
  });
  return (
    <>
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="grid max-h-[50dvh] gap-2 overflow-y-auto rounded-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
        aria-live="polite"
        aria-busy={isTelling}
        aria-label={t("title")}
      >
        {turns.map(({ turn, at, nth, was }) => (
          <li key={at} className="grid min-w-0 gap-1">
            {turn.by === "us" ? (
              <p
                className={cn(
                  "w-fit max-w-[90%] rounded-lg bg-muted px-3 py-2 text-sm wrap-anywhere",
                  was !== undefined && "border-l-4 border-primary",
                )}
              >
                {turn.text}
              </p>
            ) : (
              <TheirTurn
                turn={turn}
                mayTell={mayTell}
                onEdit={(line, onTold) => onEdit(nth, line, onTold)}
                onReplay={() => onReplay(nth)}
              />
            )}
            {was !== undefined && (
              <p className="max-w-[90%] text-xs wrap-anywhere text-muted-foreground">
                <Badge variant="info">{t("changed")}</Badge> {was ? t("was", { words: was }) : t("wasNothing")}
              </p>
            )}
          </li>
        ))}
      </ol>
      {before && (
        <p role="status" className="text-sm">
          {t("difference", {
            count: changed?.size ?? 0,
            fallen: turnsFallen(before.turns, tried.turns),
            comes: outcome(before) === outcome(tried) ? "same" : "other",
            before: outcome(before),
            after: outcome(tried),
          })}
        </p>
      )}
      <p className="flex flex-wrap gap-1.5">
        {tried.isVerified && <Badge variant="secondary">{t("verified")}</Badge>}
        {[...new Set(tried.skills)].map((skill) => (
          <Badge key={skill} variant="outline">
            {t.has(`skills.${skill}`) ? t(`skills.${skill}`) : skill}
          </Badge>
        ))}
        {tried.isOver && <Badge>{outcome(tried)}</Badge>}
      </p>
    </>
  );
}

function useOutcomeWord() {
  const t = useTranslations("flows.try");
  return ({ isOver, outcome }: TriedFlow) => {
    if (!isOver) return t("goesOn");
    return outcome && t.has(`outcomes.${outcome}`) ? t(`outcomes.${outcome}`) : (outcome ?? t("over"));
  };
}

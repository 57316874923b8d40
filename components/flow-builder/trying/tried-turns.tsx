"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { TriedFlow } from "@/server/flows/contract";

/** What was said in a trial; what one said oneself can be said differently. */
export function TriedTurns({ tried, onChange }: { tried: TriedFlow; onChange: (nth: number) => void }) {
  const t = useTranslations("flows.try");
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something new was said
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [tried]);
  let theirs = -1;
  const turns = tried.turns.map((turn, at) => {
    if (turn.by === "them") theirs += 1;
    return { turn, at, nth: theirs };
  });
  return (
    <>
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="grid max-h-[50dvh] gap-2 overflow-y-auto rounded-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
        aria-live="polite"
        aria-label={t("title")}
      >
        {turns.map(({ turn, at, nth }) => (
          <li key={at} className={cn("flex items-center gap-1", turn.by === "them" && "justify-end")}>
            {turn.by === "them" && (
              <Button variant="ghost" size="icon-sm" aria-label={t("sayDifferently")} onClick={() => onChange(nth)}>
                <Pencil aria-hidden />
              </Button>
            )}
            <p
              className={cn(
                "max-w-[90%] rounded-lg px-3 py-2 text-sm wrap-anywhere",
                turn.by === "us" ? "bg-muted" : "bg-accent",
              )}
            >
              {turn.by === "us"
                ? turn.text
                : turn.text === null
                  ? t("silence")
                  : turn.isKeys
                    ? t("pressed", { keys: turn.text })
                    : turn.text}
            </p>
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap gap-1.5">
        {tried.isVerified && <Badge variant="secondary">{t("verified")}</Badge>}
        {[...new Set(tried.skills)].map((skill) => (
          <Badge key={skill} variant="outline">
            {t.has(`skills.${skill}`) ? t(`skills.${skill}`) : skill}
          </Badge>
        ))}
        {tried.isOver && (
          <Badge>
            {tried.outcome && t.has(`outcomes.${tried.outcome}`)
              ? t(`outcomes.${tried.outcome}`)
              : (tried.outcome ?? t("over"))}
          </Badge>
        )}
      </p>
    </>
  );
}

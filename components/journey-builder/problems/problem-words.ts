"use client";

import { useTranslations } from "next-intl";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import type { Problem } from "@/server/journeys/graph/problems";
import { type DraftGraph, signalKind } from "@/server/journeys/graph/schema";

const aboutPorts: readonly Problem["code"][] = ["port_open", "port_taken", "port_unknown", "rule_missing"];

/** A problem in the reader's words. */
export function useProblemWords(graph: DraftGraph): (problem: Problem) => string {
  const t = useTranslations("journeys");
  const words = useStepWords();
  return (problem) => {
    const node = graph.nodes.find((candidate) => candidate.id === problem.nodeId);
    const about = problem.detail ?? "";
    if (problem.code === "setting_missing") return t(`problems.missing_${about}`);
    if (node && aboutPorts.includes(problem.code))
      return t(`problems.${problem.code}`, { about: words.port(node, about) });
    const signal = signalKind.safeParse(about);
    return t(`problems.${problem.code}`, { about: signal.success ? t(`signals.${signal.data}`) : about });
  };
}

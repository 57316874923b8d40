"use client";

import { useTranslations } from "next-intl";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import type { MissingPart } from "@/server/journeys/graph/availability";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { type DraftGraph, signalKind } from "@/server/journeys/graph/schema";
import type { Fact } from "@/server/journeys/rules/facts";

const aboutPorts: readonly Problem["code"][] = ["port_open", "port_taken", "port_unknown", "rule_missing"];

/** A problem in the reader's words. */
export function useProblemWords(graph: DraftGraph): (problem: Problem) => string {
  const t = useTranslations("journeys");
  const rules = useTranslations("rules");
  const words = useStepWords(graph);
  return (problem) => {
    const node = graph.nodes.find((candidate) => candidate.id === problem.nodeId);
    const about = problem.detail ?? "";
    if (problem.code === "setting_missing") return t(`problems.missing_${about}`);
    if (node && aboutPorts.includes(problem.code))
      return t(`problems.${problem.code}`, { about: words.port(node, about) });
    if (problem.code === "part_missing") return t(`lacks.${about as MissingPart}`);
    if (problem.code === "rule_incomplete")
      return t("problems.rule_incomplete", { about: rules(`facts.${about as Fact}`) });
    const signal = signalKind.safeParse(about);
    return t(`problems.${problem.code}`, { about: signal.success ? t(`signals.${signal.data}`) : about });
  };
}

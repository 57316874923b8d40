"use client";

import { useTranslations } from "next-intl";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import type { Problem } from "@/server/flows/graph/checks/problems";
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";

/** A problem in the reader's words, with what it is about where that can be named. */
export function useProblemWords(flow: DraftFlow): (problem: Problem) => string {
  const t = useTranslations("flows");
  const words = useFlowWords();
  const setting = (detail: string) =>
    detail
      .split(" ")
      .map((key) => words.setting(key) ?? key)
      .join(" · ");
  const port = (detail: string, node: DraftNode) => words.port(node, detail);
  const asIs = (detail: string) => detail;
  const abouts: Partial<Record<Problem["code"], (detail: string, node: DraftNode) => string>> = {
    setting_missing: setting,
    text_missing: setting,
    port_open: port,
    port_taken: port,
    path_incomplete: port,
    variable_unknown: asIs,
    slot_maybe_empty: asIs,
    digit_twice: asIs,
    argument_missing: (detail) => words.argument(detail),
    argument_unknown: (detail) => words.argument(detail),
    skill_unknown: asIs,
    skill_commits: (detail) => words.skill(detail),
  };
  return ({ code, detail, nodeId }) => {
    const problem = t(`problems.${code}`);
    const node = flow.nodes.find(({ id }) => id === nodeId);
    const about = node && detail ? abouts[code]?.(detail, node) : undefined;
    return about ? t("problemAbout", { problem, about }) : problem;
  };
}

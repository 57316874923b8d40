"use client";

import { useLocale, useTranslations } from "next-intl";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { ruleWordsOf } from "@/components/rules/use-rule-words";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import type { HistoryWords } from "@/server/journeys/history/tell";

/** How a debtor's history is told in the reader's language, with the names that the journey gives its steps. */
export function useHistoryWords(graph: DraftGraph | null): HistoryWords {
  const t = useTranslations("campaigns.history.events");
  const outcomes = useTranslations("campaigns.outcomes");
  const channels = useTranslations("journeys.addresses");
  const codes = useTranslations("policy.codes");
  const holds = useTranslations("campaigns.holds");
  const rules = useTranslations("rules");
  const locale = useLocale();
  const steps = useStepWords(graph ?? undefined);
  const nodes = new Map(graph?.nodes.map((node) => [node.id, node]));
  return {
    t: (key, values) => t(key as Parameters<typeof t>[0], values),
    locale,
    step: (nodeId) => {
      const node = nodes.get(nodeId);
      return node ? steps.title(node) : nodeId;
    },
    way: (nodeId, port) => {
      const node = nodes.get(nodeId);
      return node ? steps.port(node, port) : port;
    },
    channel: (channel) => channels(channel),
    signal: (signal, event) => (event ? t("apiEventNamed", { event }) : t(`signals.${signal}`)),
    outcome: (outcome) => (outcomes.has(outcome) ? outcomes(outcome as "paid") : outcome.replaceAll("_", " ")),
    policy: (code) => {
      if (holds.has(code)) return holds(code as Parameters<typeof holds>[0]);
      return codes.has(code) ? codes(code) : code;
    },
    change: steps.change,
    rules: ruleWordsOf(rules, locale),
  };
}

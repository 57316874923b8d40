"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Explanation } from "@/server/journeys/rules/evaluate";
import type { Rule } from "@/server/journeys/rules/schema";
import { explained, type RuleWords, sentence } from "@/server/journeys/rules/words";

/** Rules read aloud in the reader's language, and why they held or did not. */
export function useRuleWords() {
  const words = ruleWordsOf(useTranslations("rules"), useLocale());
  return {
    sentence: (rule: Rule) => sentence(rule, words),
    explained: (explanation: Explanation) => explained(explanation, words),
  };
}

/** Keys are built from facts and operators; a test holds every one of them against the catalogue. */
export function ruleWordsOf(t: ReturnType<typeof useTranslations<"rules">>, locale: string): RuleWords {
  type Key = Parameters<typeof t>[0];
  return { t: (key, values) => t(key as Key, values), has: (key) => t.has(key as Key), locale };
}

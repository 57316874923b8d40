"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Failure } from "@/server/flows/trial/failures";

/** What an outcome is called; one of one's own as it was written. */
export function useOutcomeWords(): (outcome: string | null) => string {
  const t = useTranslations("flows.suites");
  const outcomes = useTranslations("flows.try.outcomes");
  return (outcome) => {
    if (outcome === null || outcome === "none") return t("noOutcome");
    return outcomes.has(outcome) ? outcomes(outcome) : outcome;
  };
}

/** One sentence of what does not hold. */
export function useFailureWords(): (failure: Failure) => string {
  const t = useTranslations("flows.suites");
  const tried = useTranslations("flows.try");
  const outcomes = useOutcomeWords();
  const format = useFormatter();
  const record = (what: string) => (t.has(`records.${what}`) ? t(`records.${what}`) : what);
  const skill = (what: string) => (tried.has(`skills.${what}`) ? tried(`skills.${what}`) : what);
  return (failure) => {
    const { kind } = failure;
    switch (kind) {
      case "debt_named":
        return t("failures.debt_named", { text: failure.text });
      case "wrong_figure":
        return t("failures.wrong_figure", { figures: failure.figures.join(", ") });
      case "outcome":
        return t("failures.outcome", {
          outcome: outcomes(failure.outcome),
          expected: format.list(
            failure.expected.map((one) => `“${outcomes(one)}”`),
            { type: "disjunction" },
          ),
        });
      case "language":
        return t("failures.language", {
          language: tried.has(`languages.${failure.language}`)
            ? tried(`languages.${failure.language}`)
            : failure.language,
        });
      case "too_long":
        return t("failures.too_long", { turns: failure.turns });
      case "unsaid":
      case "said":
        return t(`failures.${kind}`, { what: failure.what });
      case "recorded":
      case "not_recorded":
        return t(`failures.${kind}`, { what: record(failure.what) });
      case "called":
      case "not_called":
        return t(`failures.${kind}`, { what: skill(failure.what) });
      default:
        return t(`failures.${kind}`);
    }
  };
}

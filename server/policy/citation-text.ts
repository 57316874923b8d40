// The law is cited by its name in every language; our own policy is said in the reader's. Pure.

const AFTER = "our policy, after ";

/** Where a rule is written; `t` knows the words below `policy.citations`. */
export function citationText(
  { ruleId, citation }: { ruleId: string; citation: string },
  t: (key: string, values?: { source: string }) => string,
): string {
  if (citation.startsWith(AFTER)) return t("after", { source: citation.slice(AFTER.length) });
  return citation.startsWith("our policy") ? t(`own.${ruleId}`) : citation;
}

// The law is cited by its name in every language; our own policy is said in the reader's. Pure.

const AFTER = "our policy, after ";

type OwnCitation = { key: "after"; values: { source: string } } | { key: `own.${string}` };

/** The words, below `policy.citations`, for a rule of our own policy; null for a rule of law. */
export function ownCitation({ ruleId, citation }: { ruleId: string; citation: string }): OwnCitation | null {
  if (citation.startsWith(AFTER)) return { key: "after", values: { source: citation.slice(AFTER.length) } };
  return citation.startsWith("our policy") ? { key: `own.${ruleId}` } : null;
}

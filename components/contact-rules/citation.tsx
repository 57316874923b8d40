"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { textLink } from "@/components/ui/text-link";
import { citationText } from "@/server/policy/citation-text";

type Cited = { ruleId: string; citation: string; url: string | null };

/** Where a rule is written: a law by its name, our own policy in the reader's words. */
export function Citation({ rule }: { rule: Cited }) {
  const t = useTranslations("contactRules");
  const citation = useCitationText()(rule);
  if (!rule.url) return <span>{citation}</span>;
  return (
    <a
      href={rule.url}
      target="_blank"
      rel="noreferrer"
      className={`${textLink} inline-flex items-center gap-1`}
      aria-label={`${citation}: ${t("source", { rule: rule.ruleId })}`}
    >
      {citation} <ExternalLink className="size-3" aria-hidden />
    </a>
  );
}

export function useCitationText(): (rule: Pick<Cited, "ruleId" | "citation">) => string {
  const t = useTranslations("policy.citations");
  return (rule) => citationText(rule, (key, values) => t(key as "after", values as { source: string }));
}

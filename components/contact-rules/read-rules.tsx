"use client";

import { useTranslations } from "next-intl";
import { Citation } from "@/components/contact-rules/citation";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ReadRule } from "@/server/policy/read-rules";

/** Every rule that was read for a decision, folded away. */
export function ReadRules({ rules }: { rules: readonly ReadRule[] }) {
  const t = useTranslations("contactRules.try");
  return (
    <details>
      <summary className="cursor-pointer rounded-sm text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring">
        {t("rules", { count: rules.length })}
      </summary>
      <ul className="mt-2 divide-y rounded-md border">
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a decision's rules never change, and one may say a thing twice
          <li key={at} className="grid gap-0.5 p-2.5 text-xs">
            <RuleLine rule={rule} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A code of the policy in the reader's words: of a reason, or of what a message must carry. */
function useCodeText(): (code: string) => string {
  const codes = useTranslations("policy.codes");
  const obligations = useTranslations("policy.obligations");
  return (code) => (codes.has(code) ? codes(code) : obligations.has(code) ? obligations(code) : code);
}

/** One rule: what it said, why, and where it is written. */
export function RuleLine({ rule }: { rule: ReadRule }) {
  const t = useTranslations("contactRules");
  const text = useCodeText();
  const isPass = rule.result === "pass";
  const facts = Object.entries(rule.facts);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <code className={cn("font-medium", isPass && "text-muted-foreground")}>{rule.ruleId}</code>
        <Badge variant={isPass ? "outline" : rule.result === "deny" ? "warning" : "info"}>
          {t(`try.result.${rule.result}`)}
        </Badge>
        {!rule.verified && (
          <Badge variant="warning" title={t("unverifiedHint")}>
            {t("unverified")}
          </Badge>
        )}
      </p>
      {!isPass && <p>{text(rule.code)}</p>}
      {facts.length > 0 && (
        <p className="text-muted-foreground tabular-nums">
          {facts.map(([name, value]) => `${name}: ${value}`).join(" · ")}
        </p>
      )}
      <p className="text-muted-foreground">
        {t(`basis.${rule.basis}`)}: <Citation rule={rule} />
      </p>
    </>
  );
}

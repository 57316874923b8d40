"use client";

import { ExternalLink } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { BothTimes } from "@/components/touches/both-times";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ReadRule, TriedContact } from "@/server/contact-rules/contract";

const tones = { allow: "border-success", defer: "border-border", deny: "border-warning" } as const;

/** The answer, its deciding reason, when it would be yes, and every rule that was read. */
export function TriedResult({ tried }: { tried: TriedContact }) {
  const t = useTranslations("contactRules.try");
  const codes = useTranslations("policy.codes");
  const obligations = useTranslations("policy.obligations");
  const format = useFormatter();
  const text = (code: string) => (codes.has(code) ? codes(code) : obligations.has(code) ? obligations(code) : code);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className={cn("grid gap-1 border-l-4 pl-3", tones[tried.verdict])} role="status">
        <p className="text-base font-semibold">{t(`verdict.${tried.verdict}`)}</p>
        <p>{tried.code ? text(tried.code) : t("because")}</p>
        <div className="text-xs">
          <BothTimes at={tried.at} debtorZone={tried.zone ?? undefined} />
        </div>
      </div>
      {tried.verdict !== "allow" && (
        <div>
          <p className="text-xs font-medium text-muted-foreground">{t("next")}</p>
          {tried.nextAllowedAt ? (
            <BothTimes at={tried.nextAllowedAt} debtorZone={tried.zone ?? undefined} />
          ) : (
            <p>{t("never")}</p>
          )}
        </div>
      )}
      {tried.obligations.length > 0 && (
        <div>
          <p className="text-xs font-medium text-muted-foreground">{t("obligations")}</p>
          <ul className="list-disc pl-5">
            {tried.obligations.map((code) => (
              <li key={code}>{text(code)}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-xs text-muted-foreground">
        {tried.contactName && `${t("to", { name: tried.contactName })} `}
        {t("counted", { count: tried.counted })}{" "}
        {tried.candidateZones.length > 1 &&
          t("zones", { zones: format.list(tried.candidateZones.map((zone) => zone.replaceAll("_", " "))) })}
      </p>
      <details>
        <summary className="cursor-pointer rounded-sm text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring">
          {t("rules", { count: tried.rules.length })}
        </summary>
        <ul className="mt-2 divide-y rounded-md border">
          {tried.rules.map((rule, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a decision's rules never change, and one may say a thing twice
            <li key={at} className="grid gap-0.5 p-2.5 text-xs">
              <RuleLine rule={rule} text={text} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function RuleLine({ rule, text }: { rule: ReadRule; text: (code: string) => string }) {
  const t = useTranslations("contactRules");
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
        {t(`basis.${rule.basis}`)}:{" "}
        {rule.url ? (
          <a
            href={rule.url}
            target="_blank"
            rel="noreferrer"
            className="underline underline-offset-2"
            aria-label={`${rule.citation}: ${t("source", { rule: rule.ruleId })}`}
          >
            {rule.citation} <ExternalLink className="inline size-3" aria-hidden />
          </a>
        ) : (
          rule.citation
        )}
      </p>
    </>
  );
}

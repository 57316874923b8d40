"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ReadRules } from "@/components/contact-rules/read-rules";
import { BothTimes } from "@/components/touches/both-times";
import { cn } from "@/components/ui/cn";
import type { TriedContact } from "@/server/contact-rules/contract";

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
      <ReadRules rules={tried.rules} />
    </div>
  );
}

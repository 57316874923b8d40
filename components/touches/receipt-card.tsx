"use client";

import { useTranslations } from "next-intl";
import { ReadRules, RuleLine } from "@/components/contact-rules/read-rules";
import { BothTimes } from "@/components/touches/both-times";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { StatusBadge } from "@/components/ui/status-badge";
import type { TouchReceipt } from "@/server/touches/contract";

/** One decision, rule by rule. */
export function ReceiptCard({ receipt }: { receipt: TouchReceipt }) {
  const t = useTranslations("touches.decision");
  const codes = useTranslations("policy.codes");
  const obligations = useTranslations("policy.obligations");
  const text = (code: string) => (codes.has(code) ? codes(code) : obligations.has(code) ? obligations(code) : code);
  const rules = receipt.rules.filter(({ result }) => result === "deny" || result === "defer");
  const zone = receipt.candidateZones[0];
  return (
    <Card data-testid={`receipt-${receipt.stage}`}>
      <CardHeader>
        <CardTitle>{t(`stage.${receipt.stage}`)}</CardTitle>
        <CardDescription>
          <BothTimes at={receipt.at} debtorZone={zone} />
        </CardDescription>
        <CardAction>
          <StatusBadge status={receipt.verdict} />
        </CardAction>
      </CardHeader>
      <CardContent className="grid gap-3 text-sm">
        {rules.length === 0 ? (
          <p>{t("nothingAgainst")}</p>
        ) : (
          <ul className="grid gap-2">
            {rules.map((rule) => (
              <li key={`${rule.ruleId} ${rule.code}`} className="grid gap-0.5 border-l-2 pl-3 text-xs">
                <RuleLine rule={rule} />
              </li>
            ))}
          </ul>
        )}
        {receipt.nextAllowedAt && (
          <div>
            <p className="text-xs font-medium text-muted-foreground">{t("nextAllowed")}</p>
            <BothTimes at={receipt.nextAllowedAt} debtorZone={zone} />
          </div>
        )}
        {receipt.obligations.length > 0 && (
          <div className="grid gap-1">
            <p className="text-xs font-medium text-muted-foreground">{t("obligations")}</p>
            <ul className="flex flex-wrap gap-1.5">
              {receipt.obligations.map((code) => (
                <li key={code}>
                  <Badge variant="secondary" title={code}>
                    {text(code)}
                  </Badge>
                </li>
              ))}
            </ul>
          </div>
        )}
        {receipt.rules.length > 0 && <ReadRules rules={receipt.rules} />}
        <p className="text-xs text-muted-foreground">
          {receipt.candidateZones.length > 0 && t("zones", { zones: receipt.candidateZones.join(", ") })}{" "}
          {t("pack", { version: receipt.rulePackVersion })}
        </p>
        {receipt.contentHash && (
          <p className="text-xs break-all text-muted-foreground">
            {t(receipt.stage === "plan" ? "templateHash" : "wordsHash")}{" "}
            <code data-testid="content-hash">{receipt.contentHash}</code>
          </p>
        )}
      </CardContent>
    </Card>
  );
}

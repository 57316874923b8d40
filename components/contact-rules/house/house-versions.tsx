"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import type { HousePolicyState } from "@/server/contact-rules/contract";
import type { HousePolicy } from "@/server/policy/contract";

/** Who saved which house rules when; an earlier version can be put into the form again. */
export function HouseVersions({
  house,
  onPutBack,
}: {
  house: HousePolicyState;
  onPutBack?: (policy: HousePolicy) => void;
}) {
  const t = useTranslations("contactRules.house");
  const summary = useSummary();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("history")}</CardTitle>
      </CardHeader>
      <CardContent>
        {house.versions.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t("neverSaved")}</p>
        ) : (
          <ul className="divide-y">
            {house.versions.map(({ version, policy, savedAt, savedBy }) => (
              <li key={version} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2 first:pt-0">
                <div className="min-w-0 text-sm">
                  <p className="font-medium">{t("version", { version })}</p>
                  <p>{summary(policy)}</p>
                  <p className="text-xs text-muted-foreground">
                    {savedBy
                      ? t.rich("savedBy", { name: savedBy, when: () => <When key="when" at={savedAt} /> })
                      : t.rich("savedWhen", { when: () => <When key="when" at={savedAt} /> })}
                  </p>
                </div>
                {onPutBack && version !== house.version && (
                  <Button variant="outline" size="sm" onClick={() => onPutBack(policy)}>
                    {t("putBack")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

/** A policy in one line. */
function useSummary() {
  const t = useTranslations("contactRules");
  const channels = useTranslations("ui.channel");
  const format = useFormatter();
  return (policy: HousePolicy) => {
    const { notBefore, notAfter, days, maxCallsPer7Days, maxContactsPer7Days, minGapHours, refusedChannels } = policy;
    const parts = [
      ...(notBefore || notAfter
        ? [t("house.summary.hours", { from: notBefore ?? "08:00", to: notAfter ?? "21:00" })]
        : []),
      ...(days ? [format.list(days.map((day) => t(`fields.weekdays.${day}`)))] : []),
      ...(maxCallsPer7Days === undefined ? [] : [t("house.summary.calls", { count: maxCallsPer7Days })]),
      ...(maxContactsPer7Days === undefined ? [] : [t("house.summary.contacts", { count: maxContactsPer7Days })]),
      ...(minGapHours === undefined ? [] : [t("house.summary.gap", { hours: minGapHours })]),
      ...(refusedChannels?.length
        ? [t("house.summary.refused", { channels: format.list(refusedChannels.map((each) => channels(each))) })]
        : []),
      ...(policy.adopted ?? []),
    ];
    return parts.length > 0 ? parts.join(" · ") : t("house.nothing");
  };
}

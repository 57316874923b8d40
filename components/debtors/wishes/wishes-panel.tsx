"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { NoticeDialog } from "@/components/debtors/wishes/notice-dialog";
import { WishesDialog } from "@/components/debtors/wishes/wishes-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import type { DebtorDetail } from "@/server/debtors/contract";

/** When and how the debtor asked to be contacted, and the notice an agency owes them. */
export function WishesPanel({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors.wishes");
  const mayUpdate = useMay("debtors.update");
  const [asked, setAsked] = useState<"wishes" | "notice" | null>(null);
  const { wishes, validationNotice } = debtor;
  const lines = useWishes(debtor);
  const close = () => setAsked(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
        {mayUpdate && (
          <CardAction>
            <Button variant="outline" size="sm" onClick={() => setAsked("wishes")}>
              {t("change")}
            </Button>
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="grid gap-3 text-sm">
        {lines.length === 0 ? (
          <p className="text-muted-foreground">{t("none")}</p>
        ) : (
          <ul className="grid gap-1">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {wishes.saidAt && (
          <p className="text-xs text-muted-foreground">
            {t.rich("said", {
              how: wishes.saidHow ?? "",
              when: () => <When key="when" at={new Date(wishes.saidAt ?? 0)} />,
            })}
          </p>
        )}
        {validationNotice.due && (
          <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-3">
            <p>
              {validationNotice.sentAt ? (
                t.rich("notice.sent", { when: () => <When key="when" at={validationNotice.sentAt ?? new Date(0)} /> })
              ) : (
                <Badge variant="warning">{t("notice.none")}</Badge>
              )}{" "}
              {validationNotice.firstContactAt && (
                <span className="text-xs text-muted-foreground">
                  {t.rich("notice.first", {
                    when: () => <When key="first" at={validationNotice.firstContactAt ?? new Date(0)} />,
                  })}
                </span>
              )}
            </p>
            {mayUpdate && (
              <Button variant="outline" size="sm" onClick={() => setAsked("notice")}>
                {t("notice.record")}
              </Button>
            )}
          </div>
        )}
      </CardContent>
      {asked === "wishes" && <WishesDialog debtor={debtor} onClose={close} />}
      {asked === "notice" && <NoticeDialog debtor={debtor} onClose={close} />}
    </Card>
  );
}

/** What was asked for, a line each. */
function useWishes({ wishes, statedTimeZone }: DebtorDetail): string[] {
  const t = useTranslations("debtors.wishes");
  const weekdays = useTranslations("contactRules.fields.weekdays");
  const channels = useTranslations("ui.channel");
  const format = useFormatter();
  const { notBefore, notAfter, days, refusedChannels } = wishes;
  return [
    ...(notBefore && notAfter ? [t("between", { from: notBefore, to: notAfter })] : []),
    ...(notBefore && !notAfter ? [t("after", { from: notBefore })] : []),
    ...(notAfter && !notBefore ? [t("before", { to: notAfter })] : []),
    ...(days ? [t("onDays", { days: format.list(days.map((day) => weekdays(day))) })] : []),
    ...(refusedChannels ? [t("never", { channels: format.list(refusedChannels.map((each) => channels(each))) })] : []),
    ...(statedTimeZone ? [t("zoneIs", { zone: statedTimeZone.replaceAll("_", " ") })] : []),
  ];
}

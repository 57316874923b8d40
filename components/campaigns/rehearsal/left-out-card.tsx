"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useReason } from "@/components/campaigns/rehearsal/first-touches";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { textLink } from "@/components/ui/text-link";
import type { LeftOut } from "@/server/campaigns/rehearsal/contract";

/** Who would not be contacted, by what stands in the way. */
export function LeftOutCard({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const t = useTranslations("rehearsal.leftOut");
  const reason = useReason();
  const { slug } = useWorkspace();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent>
        {leftOut.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t("none")}</p>
        ) : (
          <ul className="divide-y text-sm">
            {leftOut.map(({ reason: why, code, debtors, sample }) => (
              <li key={`${why} ${code}`} className="grid gap-0.5 py-2.5 first:pt-0 last:pb-0">
                <span className="font-medium tabular-nums">{t("debtors", { count: debtors })}</span>
                <span>{why === "policy" || why === "limits" ? reason(code ?? "") : t(`reasons.${why}`)}</span>
                {sample.length > 0 && (
                  <span className="text-xs text-muted-foreground">
                    {t("example")}{" "}
                    {sample.map(({ debtorId, name }, nth) => (
                      <span key={debtorId}>
                        {nth > 0 && ", "}
                        <Link href={`/${slug}/debtors/${debtorId}`} className={textLink}>
                          {name}
                        </Link>
                      </span>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { HoursCalendar } from "@/components/contact-rules/hours/hours-calendar";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

/** When this debtor may be contacted, and the way to ask about one contact. */
export function HoursPanel({ debtorId }: { debtorId: string }) {
  const t = useTranslations("contactRules.calendar");
  const { slug } = useWorkspace();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
        <CardAction>
          <Button variant="outline" size="sm" asChild>
            <Link href={`/${slug}/policy/house?debtor=${debtorId}`}>{t("try")}</Link>
          </Button>
        </CardAction>
      </CardHeader>
      <CardContent>
        <HoursCalendar debtorId={debtorId} />
      </CardContent>
    </Card>
  );
}

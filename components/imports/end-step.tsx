"use client";

import { CircleCheck, CircleSlash, FileX } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { ImportCountsView } from "@/components/imports/import-counts";
import { IssueTabs } from "@/components/imports/issue-tabs";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ImportView } from "@/server/imports/contract";

/** How it ended, and where to go from here. */
export function EndStep({ view }: { view: ImportView }) {
  const t = useTranslations("imports");
  const { slug } = useWorkspace();
  const again = (
    <Button asChild variant="outline">
      <Link href={`/${slug}/imports/new`}>{t("done.again")}</Link>
    </Button>
  );
  if (view.status === "failed") {
    const reason = t(`fileErrors.${view.failure ?? "INTERNAL"}`);
    return <EmptyState icon={FileX} title={t("done.failed")} description={reason} action={again} />;
  }
  if (view.status === "cancelled") {
    const some = view.options.mode === "good_rows" && view.rowsDone > 0;
    return (
      <EmptyState
        icon={CircleSlash}
        title={t("done.cancelled")}
        description={some ? t("done.cancelledSome", { count: view.rowsDone }) : t("done.cancelledNothing")}
        action={again}
      />
    );
  }
  return <Done view={view} />;
}

function Done({ view }: { view: ImportView }) {
  const t = useTranslations("imports.done");
  const format = useFormatter();
  const { slug } = useWorkspace();
  const { counts } = view;
  const links = [
    ...(view.mapping.invoice_number === undefined ? [] : [{ href: `/${slug}/invoices`, label: t("invoices") }]),
    { href: `/${slug}/debtors`, label: t("debtors") },
    { href: `/${slug}/campaigns`, label: t("campaign") },
    { href: `/${slug}/imports/new`, label: t("again") },
  ];
  const day = view.asOf && format.dateTime(new Date(`${view.asOf}T00:00:00Z`), { dateStyle: "long", timeZone: "UTC" });
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <CircleCheck className="size-5 text-success-strong" aria-hidden />
        <h2 className="text-sm font-semibold" role="status">
          {t("title")}
        </h2>
      </div>
      {day && <p className="text-sm">{t("clock", { day })}</p>}
      {counts.rowsWithErrors > 0 && <p className="text-sm">{t("left", { count: counts.rowsWithErrors })}</p>}
      {counts.debtorsNew > 0 && counts.addressesNew === 0 && (
        <Alert variant="warning">
          <AlertDescription>{t("noContacts", { count: counts.debtorsNew })}</AlertDescription>
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        {links.map((link, index) => (
          <Button key={link.href} asChild variant={index === 0 ? "default" : "outline"}>
            <Link href={link.href}>{link.label}</Link>
          </Button>
        ))}
      </div>
      <ImportCountsView counts={counts} />
      <IssueTabs view={view} />
    </div>
  );
}

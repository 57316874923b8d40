"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Day, When } from "@/components/ui/when";
import type { DebtorDetail } from "@/server/debtors/contract";

/** Promises and disputes that are not closed; nothing where there are none. */
export function OpenMatters({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors.detail");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const mayResolve = useMay("disputes.update");
  const resolve = useDebtorMutation(trpc.disputes.resolve, t("actions.resolved"));
  if (debtor.openPromises.length + debtor.openDisputes.length === 0) return null;
  return (
    <Card>
      {debtor.openPromises.length > 0 && (
        <>
          <CardHeader>
            <CardTitle>{t("openPromises")}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="flex flex-col gap-2">
              {debtor.openPromises.map((promise) => (
                <li key={promise.id} className="flex justify-between gap-3">
                  <Day day={promise.dueOn} />
                  <Money amountMinor={promise.amountMinor} currency={promise.currency} className="font-medium" />
                </li>
              ))}
            </ul>
          </CardContent>
        </>
      )}
      {debtor.openDisputes.length > 0 && (
        <>
          <CardHeader>
            <CardTitle>{t("openDisputes")}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="flex flex-col gap-2">
              {debtor.openDisputes.map((dispute) => (
                <li key={dispute.id} className="flex items-center justify-between gap-3">
                  <span className="min-w-0">
                    <Link
                      href={`/${slug}/invoices/${dispute.invoiceId}`}
                      className="rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                    >
                      {dispute.invoiceNumber}
                    </Link>
                    <span className="block truncate text-xs text-muted-foreground">
                      {dispute.reason} <When at={dispute.openedAt} />
                    </span>
                  </span>
                  {mayResolve && (
                    <Button
                      variant="outline"
                      size="sm"
                      pending={resolve.isPending}
                      onClick={() => resolve.mutate({ disputeId: dispute.id })}
                    >
                      {t("actions.resolve")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </CardContent>
        </>
      )}
    </Card>
  );
}

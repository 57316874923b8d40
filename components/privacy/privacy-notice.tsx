"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import type { DebtorDetail } from "@/server/debtors/contract";

/** What a person asked about their data and still holds: restricted, no machines, erased. Lifted here. */
export function PrivacyNotice({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("privacy.notice");
  const trpc = useTRPC();
  const mayHandle = useMay("rights.handle");
  const lift = useRightsMutation(trpc.rights.liftRestriction, t("lifted"));
  const allow = useRightsMutation(trpc.rights.allowAutomation, t("allowed"));
  const { restrictedFor, automationRefused, erasedAt } = debtor.privacy;
  if (!restrictedFor && !automationRefused) return null;
  return (
    <>
      {restrictedFor && (
        <Alert variant={restrictedFor === "erased" ? undefined : "warning"}>
          <ShieldCheck aria-hidden />
          <AlertTitle>{t(`restricted.${restrictedFor}`)}</AlertTitle>
          <AlertDescription className="flex flex-wrap items-center gap-3">
            <span>{t(`restrictedBody.${restrictedFor}`)}</span>
            {erasedAt && <When at={erasedAt} exact />}
            {mayHandle && restrictedFor !== "erased" && (
              <Button
                variant="outline"
                size="sm"
                pending={lift.isPending}
                onClick={() => lift.mutate({ debtorId: debtor.id })}
              >
                {t("lift")}
              </Button>
            )}
          </AlertDescription>
        </Alert>
      )}
      {automationRefused && (
        <Alert variant="warning">
          <ShieldCheck aria-hidden />
          <AlertTitle>{t("automation")}</AlertTitle>
          <AlertDescription className="flex flex-wrap items-center gap-3">
            <span>{t("automationBody")}</span>
            {mayHandle && (
              <Button
                variant="outline"
                size="sm"
                pending={allow.isPending}
                onClick={() => allow.mutate({ debtorId: debtor.id })}
              >
                {t("allow")}
              </Button>
            )}
          </AlertDescription>
        </Alert>
      )}
    </>
  );
}

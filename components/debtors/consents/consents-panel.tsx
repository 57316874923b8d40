"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConsentEntry } from "@/components/debtors/consents/consent-entry";
import { RecordConsentDialog } from "@/components/debtors/consents/record-consent-dialog";
import { RevokeConsentDialog } from "@/components/debtors/consents/revoke-consent-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConsentRow } from "@/server/consents/contract";
import type { DebtorDetail } from "@/server/debtors/contract";

/** What the debtor allowed, address by address, with its evidence; recorded and revoked here. */
export function ConsentsPanel({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("contactRules.consents");
  const trpc = useTRPC();
  const mayUpdate = useMay("consents.update");
  const consents = useQuery(trpc.consents.list.queryOptions({ debtorId: debtor.id }));
  const [isRecording, setRecording] = useState(false);
  const [revoking, setRevoking] = useState<ConsentRow | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
        {mayUpdate && (
          <CardAction>
            <Button variant="outline" size="sm" onClick={() => setRecording(true)}>
              <Plus aria-hidden /> {t("add")}
            </Button>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        <QueryBody query={consents} skeleton={<Skeleton className="h-24" />}>
          {(data) =>
            data.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("none")}</p>
            ) : (
              <ul className="divide-y">
                {data.map((consent) => (
                  <li key={consent.id} className="py-2.5 first:pt-0 last:pb-0">
                    <ConsentEntry consent={consent} onRevoke={mayUpdate ? () => setRevoking(consent) : undefined} />
                  </li>
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
      {isRecording && <RecordConsentDialog debtor={debtor} onClose={() => setRecording(false)} />}
      {revoking && <RevokeConsentDialog consent={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

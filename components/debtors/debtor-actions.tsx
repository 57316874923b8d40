"use client";

import { Ban, BellOff, ChevronDown, Handshake, Scale, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ExportDialog } from "@/components/audit/export-dialog";
import { DisputeDialog } from "@/components/debtors/dispute-dialog";
import { OptOutDialog } from "@/components/debtors/opt-out-dialog";
import { PromiseDialog } from "@/components/debtors/promise-dialog";
import { StopDialog } from "@/components/debtors/stop-dialog";
import { OpenRequestDialog } from "@/components/privacy/open-request-dialog";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { DebtorDetail } from "@/server/debtors/contract";
import { evidenceFormats, evidenceReasons } from "@/server/evidence/contract";

type Asked = "promise" | "dispute" | "optOut" | "stop" | "privacy";

/** What a person can do about a debtor. */
export function DebtorActions({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors.detail.actions");
  const [asked, setAsked] = useState<Asked | null>(null);
  const evidence = useTranslations("evidence");
  const { slug } = useWorkspace();
  const mayProve = useMay("evidence.read");
  const mayPromise = useMay("promises.create");
  const mayDispute = useMay("disputes.update");
  const mayStop = useMay("debtors.stop");
  const mayHandle = useMay("rights.handle") && debtor.privacy.erasedAt === null;
  const owes = debtor.openInvoices.length > 0;
  const close = () => setAsked(null);
  if (!mayProve && !mayPromise && !mayDispute && !mayStop) return null;
  return (
    <>
      {mayProve && (
        <ExportDialog
          href={`/${slug}/debtors/${debtor.id}/evidence`}
          query={{}}
          label={evidence("open")}
          formats={evidenceFormats}
          reasons={evidenceReasons}
        />
      )}
      {mayPromise && owes && (
        <Button variant="outline" onClick={() => setAsked("promise")}>
          <Handshake aria-hidden /> {t("promise")}
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            {t("menu")} <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {mayDispute && owes && (
            <DropdownMenuItem onSelect={() => setAsked("dispute")}>
              <Scale aria-hidden /> {t("dispute")}
            </DropdownMenuItem>
          )}
          {mayStop && debtor.contacts.length > 0 && (
            <DropdownMenuItem onSelect={() => setAsked("optOut")}>
              <BellOff aria-hidden /> {t("optOut")}
            </DropdownMenuItem>
          )}
          {mayHandle && (
            <DropdownMenuItem onSelect={() => setAsked("privacy")}>
              <ShieldCheck aria-hidden /> {t("privacy")}
            </DropdownMenuItem>
          )}
          {mayStop && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="destructive" onSelect={() => setAsked("stop")}>
                <Ban aria-hidden /> {t("stop")}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === "promise" && <PromiseDialog debtor={debtor} onClose={close} />}
      {asked === "dispute" && <DisputeDialog invoices={debtor.openInvoices} onClose={close} />}
      {asked === "optOut" && <OptOutDialog debtor={debtor} onClose={close} />}
      {asked === "privacy" && <OpenRequestDialog debtorId={debtor.id} onClose={close} />}
      {asked === "stop" && <StopDialog debtor={debtor} onClose={close} />}
    </>
  );
}

"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { formatMoney } from "@/server/money";

type OpenInvoice = { id: string; number: string; currency: string; openMinor: number };

export function DisputeDialog({ invoices, onClose }: { invoices: readonly OpenInvoice[]; onClose: () => void }) {
  const t = useTranslations("debtors.detail.actions");
  const trpc = useTRPC();
  const locale = useLocale();
  const id = useId();
  const [invoiceId, setInvoiceId] = useState(invoices[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const open = useDebtorMutation(trpc.disputes.open, t("disputeSaved"), onClose);
  return (
    <ActionDialog
      title={t("disputeTitle")}
      description={t("disputeBody")}
      action={t("disputeSave")}
      pending={open.isPending}
      onSubmit={() => open.mutate({ invoiceId, reason: reason.trim() || undefined })}
      onClose={onClose}
    >
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-invoice`}>{t("invoice")}</Label>
        <Select value={invoiceId} onValueChange={setInvoiceId}>
          <SelectTrigger id={`${id}-invoice`} className="w-full">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {invoices.map((invoice) => (
              <SelectItem key={invoice.id} value={invoice.id}>
                {invoice.number} · {formatMoney({ amountMinor: invoice.openMinor, currency: invoice.currency }, locale)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-reason`}>{t("disputeReason")}</Label>
        <Textarea
          id={`${id}-reason`}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </ActionDialog>
  );
}

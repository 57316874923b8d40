"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { DebtorDetail } from "@/server/debtors/contract";
import { AMOUNT_MINOR_MAX, currencyExponent } from "@/server/money";
import { addDays, dayIn } from "@/server/time/calendar";

const USUAL_DAYS = 7;

export function PromiseDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors.detail.actions");
  const trpc = useTRPC();
  const id = useId();
  const { timeZone } = useWorkspace();
  const today = dayIn(timeZone, useNow());
  const currencies = [...new Set(debtor.openInvoices.map((invoice) => invoice.currency))];
  const [currency, setCurrency] = useState(currencies[0] ?? "USD");
  const [amount, setAmount] = useState("");
  const [dueOn, setDueOn] = useState(addDays(today, USUAL_DAYS));
  const [wrong, setWrong] = useState(false);
  const record = useDebtorMutation(trpc.promises.record, t("promiseSaved"), onClose);
  const submit = () => {
    const amountMinor = amount.trim() === "" ? undefined : minorFromText(amount, currencyExponent(currency));
    if (amount.trim() !== "" && (!amountMinor || amountMinor > AMOUNT_MINOR_MAX)) return setWrong(true);
    record.mutate({ debtorId: debtor.id, dueOn, amount: amountMinor ? { amountMinor, currency } : undefined });
  };
  return (
    <ActionDialog
      title={t("promiseTitle")}
      description={t("promiseBody")}
      action={t("promiseSave")}
      pending={record.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-amount`}>{t("amount")}</Label>
        <div className="flex gap-2">
          <Input
            id={`${id}-amount`}
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            aria-invalid={wrong || undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setAmount(event.target.value);
              setWrong(false);
            }}
          />
          <Select value={currency} onValueChange={setCurrency}>
            <SelectTrigger aria-label={t("currency")}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {currencies.map((each) => (
                <SelectItem key={each} value={each}>
                  {each}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        <p id={`${id}-hint`} className={wrong ? "text-xs text-destructive-strong" : "text-xs text-muted-foreground"}>
          {wrong ? t("amountInvalid") : t("wholeBalance")}
        </p>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-due`}>{t("dueOn")}</Label>
        <Input
          id={`${id}-due`}
          type="date"
          required
          min={today}
          value={dueOn}
          onChange={(event) => setDueOn(event.target.value)}
        />
      </div>
    </ActionDialog>
  );
}

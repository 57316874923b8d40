"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { usePaymentMutation } from "@/components/payments/use-payment-mutation";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Money } from "@/components/ui/money";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Day } from "@/components/ui/when";
import { AMOUNT_MINOR_MAX, currencyExponent, formatMoney } from "@/server/money";
import { dayIn } from "@/server/time/calendar";

/** Money a member saw arrive: how much, when, and what it pays. */
export function RecordPaymentDialog({ debtorId, onClose }: { debtorId: string; onClose: () => void }) {
  const t = useTranslations("payments");
  const locale = useLocale();
  const trpc = useTRPC();
  const id = useId();
  const workspace = useWorkspace();
  const today = dayIn(workspace.timeZone, useNow());
  const [formId] = useState(() => crypto.randomUUID());
  const [chosenCurrency, setCurrency] = useState<string>();
  const [amount, setAmount] = useState("");
  const [receivedOn, setReceivedOn] = useState(today);
  const [invoiceIds, setInvoiceIds] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const payable = useQuery(trpc.payments.payable.queryOptions({ debtorId }));
  const open = payable.data ?? [];
  const currencies = [...new Set([...open.map((invoice) => invoice.currency), workspace.currency])];
  const currency = chosenCurrency ?? currencies[0] ?? workspace.currency;
  const inCurrency = open.filter((invoice) => invoice.currency === currency);
  const paid = invoiceIds.length > 0 ? inCurrency.filter((invoice) => invoiceIds.includes(invoice.id)) : inCurrency;
  const openMinor = paid.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  const amountMinor = minorFromText(amount, currencyExponent(currency));
  const tooLarge = (amountMinor ?? 0) > AMOUNT_MINOR_MAX;
  const wrong = tried && (!amountMinor || tooLarge);
  const overMinor = payable.data && amountMinor ? amountMinor - openMinor : 0;
  const record = usePaymentMutation(trpc.payments.record, () => {
    onClose();
    return t("recorded");
  });
  const submit = () => {
    setTried(true);
    if (!amountMinor || tooLarge) return;
    const chosen = invoiceIds.length > 0 ? { invoiceIds } : {};
    record.mutate({ debtorId, currency, amountMinor, receivedOn, formId, ...chosen });
  };
  return (
    <ActionDialog
      title={t("record")}
      description={t("recordBody")}
      action={t("recordSave")}
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
            onChange={(event) => setAmount(event.target.value)}
          />
          <NativeSelect
            className="w-24"
            aria-label={t("currency")}
            value={currency}
            onChange={(event) => {
              setCurrency(event.target.value);
              setInvoiceIds([]);
            }}
          >
            {currencies.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </NativeSelect>
        </div>
        <p id={`${id}-hint`} className={wrong ? "text-xs text-destructive-strong" : "text-xs text-muted-foreground"}>
          {wrong
            ? t(tooLarge ? "amountTooLarge" : "amountInvalid")
            : overMinor > 0 && t("over", { amount: formatMoney({ amountMinor: overMinor, currency }, locale) })}
        </p>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-day`}>{t("receivedOn")}</Label>
        <Input
          id={`${id}-day`}
          type="date"
          required
          max={today}
          value={receivedOn}
          onChange={(event) => setReceivedOn(event.target.value)}
        />
      </div>
      {inCurrency.length > 0 && (
        <fieldset className="grid gap-1.5" aria-describedby={`${id}-invoices`}>
          <legend className="text-sm font-medium">{t("invoices")}</legend>
          <p id={`${id}-invoices`} className="text-xs text-muted-foreground">
            {t("invoicesHint")}
          </p>
          <ul className="max-h-48 divide-y overflow-y-auto rounded-md border">
            {inCurrency.map((invoice) => (
              <li key={invoice.id}>
                <Label htmlFor={`${id}-${invoice.id}`} className="flex items-center gap-3 px-3 py-2 font-normal">
                  <Checkbox
                    id={`${id}-${invoice.id}`}
                    checked={invoiceIds.includes(invoice.id)}
                    onCheckedChange={(checked) =>
                      setInvoiceIds((ids) =>
                        checked === true ? [...ids, invoice.id] : ids.filter((each) => each !== invoice.id),
                      )
                    }
                  />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{invoice.number}</span>
                    <span className="text-xs text-muted-foreground">
                      {t.rich("dueOn", { day: () => <Day key="day" day={invoice.dueOn} /> })}
                    </span>
                  </span>
                  <Money amountMinor={invoice.openMinor} currency={invoice.currency} />
                </Label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </ActionDialog>
  );
}

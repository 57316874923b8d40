"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { usePaymentMutation } from "@/components/payments/use-payment-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { currencyExponent, decimalText, formatMoney } from "@/server/money";
import type { PaymentRow } from "@/server/payments/contract";

/** Gives all or a part of a payment back. */
export function RefundDialog({ payment, onClose }: { payment: PaymentRow; onClose: () => void }) {
  const t = useTranslations("payments");
  const locale = useLocale();
  const trpc = useTRPC();
  const id = useId();
  const { currency } = payment;
  const exponent = currencyExponent(currency);
  const leftMinor = payment.amountMinor - payment.refundedMinor;
  const [text, setText] = useState(decimalText(leftMinor, exponent));
  const amountMinor = minorFromText(text, exponent);
  const wrong = amountMinor === undefined || amountMinor <= 0 || amountMinor > leftMinor;
  const money = (minor: number) => formatMoney({ amountMinor: minor, currency }, locale);
  const refund = usePaymentMutation(trpc.payments.refund, (_, input) => {
    onClose();
    return t("refundDone", { amount: money(input.amountMinor) });
  });
  return (
    <ActionDialog
      title={t("refundTitle")}
      description={payment.method === "checkout" ? t("refundCard") : t("refundBooks")}
      action={t("refundSave", { amount: wrong ? "" : money(amountMinor) })}
      destructive
      pending={refund.isPending}
      onSubmit={() => !wrong && refund.mutate({ paymentId: payment.id, amountMinor })}
      onClose={onClose}
    >
      <div className="grid gap-1.5">
        <Label htmlFor={id}>
          {t("amount")} ({currency})
        </Label>
        <Input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={wrong || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={`${id}-hint`} className={wrong ? "text-xs text-destructive-strong" : "text-xs text-muted-foreground"}>
          {t(wrong ? "refundTooMuch" : "refundMost", { amount: money(leftMinor) })}
        </p>
      </div>
    </ActionDialog>
  );
}

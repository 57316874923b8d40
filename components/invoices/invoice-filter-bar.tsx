"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { useInvoiceFilters } from "@/components/invoices/use-invoice-filters";
import { CurrencyFilter } from "@/components/overview/currency-filter";
import { Button } from "@/components/ui/button";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { SearchField } from "@/components/ui/lists/search-field";
import { invoiceFilterStatuses } from "@/server/invoices/contract";

type View = ReturnType<typeof useInvoiceFilters>;

export function InvoiceFilterBar({ view, today }: { view: View; today: string | undefined }) {
  const t = useTranslations("invoices");
  const { state, change } = view;
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t("filters")}>
      <SearchField
        label={t("search")}
        value={state.q ?? ""}
        onChange={(q) => change({ q: q || null })}
        className="w-full sm:w-72"
      />
      {state.asOf === null && (
        <FilterSelect
          label={t("columns.status")}
          any={t("statuses.any")}
          value={state.status}
          options={invoiceFilterStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
          onChange={(status) => change({ status })}
        />
      )}
      <CurrencyFilter value={state.currency} onChange={(currency) => change({ currency })} />
      <Chips view={view} today={today} />
      {view.filtered && (
        <Button variant="ghost" onClick={view.clear}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

/** Filters that links set: the days of an ageing bucket, a past day, one debtor. Each can be taken away. */
function Chips({ view, today }: { view: View; today: string | undefined }) {
  const t = useTranslations("invoices.chips");
  const format = useFormatter();
  const { state, change } = view;
  const day = (value: string) =>
    format.dateTime(new Date(`${value}T00:00:00Z`), { timeZone: "UTC", dateStyle: "medium" });
  return (
    <>
      {(state.dueFrom || state.dueTo) && (
        <Chip
          label={
            state.dueFrom && state.dueTo
              ? t("dueBetween", { from: day(state.dueFrom), to: day(state.dueTo) })
              : state.dueFrom
                ? t("dueFrom", { from: day(state.dueFrom) })
                : t("dueTo", { to: day(state.dueTo ?? "") })
          }
          remove={t("remove")}
          onRemove={() => change({ dueFrom: null, dueTo: null })}
        />
      )}
      {state.asOf && state.asOf !== today && (
        <Chip
          label={t("asOf", { day: day(state.asOf) })}
          remove={t("remove")}
          onRemove={() => change({ asOf: null })}
        />
      )}
      {state.debtor && <Chip label={t("debtor")} remove={t("remove")} onRemove={() => change({ debtor: null })} />}
    </>
  );
}

function Chip({ label, remove, onRemove }: { label: string; remove: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-8 items-center gap-1 rounded-md border border-ring/60 bg-accent pr-1 pl-2.5 text-sm font-medium">
      {label}
      <Button variant="ghost" size="icon" className="size-6" aria-label={`${remove}: ${label}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </span>
  );
}

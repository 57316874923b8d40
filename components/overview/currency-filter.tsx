"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc/provider";
import { FilterSelect } from "@/components/ui/lists/filter-select";

/** The currencies that the workspace has open money in; hidden where there is only one. */
export function CurrencyFilter({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (currency: string | null) => void;
}) {
  const t = useTranslations("overview");
  const trpc = useTRPC();
  const ageing = useQuery(trpc.overview.ageing.queryOptions({}, { staleTime: 300_000 }));
  const known = ageing.data?.currencies.map((each) => each.currency) ?? [];
  const all = value && !known.includes(value) ? [...known, value] : known;
  if (all.length < 2 && value === null) return null;
  return (
    <FilterSelect
      label={t("currency")}
      any={t("anyCurrency")}
      value={value}
      options={all.map((currency) => ({ value: currency, label: currency }))}
      onChange={onChange}
    />
  );
}

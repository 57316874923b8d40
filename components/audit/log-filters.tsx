"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { useLogFilters } from "@/components/audit/use-log-filters";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { SearchField } from "@/components/ui/lists/search-field";
import { actorKinds, logKinds, subjectKinds } from "@/server/audit/contract";

/** What the log is narrowed to: which kind of entry, who acted, what it is about, and when. */
export function LogFilters({ view }: { view: ReturnType<typeof useLogFilters> }) {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const members = useQuery(trpc.members.list.queryOptions());
  const { state } = view;
  const actors = [
    ...actorKinds.map((value) => ({ value: value as string, label: t(`actors.${value}`) })),
    ...(members.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t("filters")}>
      <SearchField
        label={t("search")}
        value={state.q ?? ""}
        onChange={(q) => view.change({ q: q || null })}
        className="w-full sm:w-72"
      />
      <FilterSelect
        label={t("kind.label")}
        any={t("kind.any")}
        value={state.kind}
        options={logKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => view.change({ kind })}
      />
      <FilterSelect
        label={t("actor.label")}
        any={t("actor.any")}
        value={state.actor}
        options={actors}
        onChange={(actor) => view.change({ actor })}
      />
      <FilterSelect
        label={t("about.label")}
        any={t("about.any")}
        value={state.about}
        options={subjectKinds.map((value) => ({ value, label: t(`subjects.${value}`) }))}
        onChange={(about) => view.change({ about })}
      />
      <span className="flex items-center gap-1.5">
        <Input
          type="date"
          aria-label={t("from")}
          value={state.from ?? ""}
          max={state.to ?? undefined}
          onChange={(event) => view.change({ from: event.target.value || null })}
          className="w-36"
        />
        <span aria-hidden className="text-muted-foreground">
          –
        </span>
        <Input
          type="date"
          aria-label={t("to")}
          value={state.to ?? ""}
          min={state.from ?? undefined}
          onChange={(event) => view.change({ to: event.target.value || null })}
          className="w-36"
        />
      </span>
      {state.debtor && (
        <Button variant="outline" size="sm" onClick={() => view.change({ debtor: null })}>
          {t("oneDebtor")} <X aria-hidden />
        </Button>
      )}
      {view.filtered && (
        <Button variant="ghost" size="sm" onClick={view.clear}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

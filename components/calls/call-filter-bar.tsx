"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { useCallFilters } from "@/components/calls/use-call-filters";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { SearchField } from "@/components/ui/lists/search-field";
import { NativeSelect } from "@/components/ui/native-select";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { callDirections, callMoods, callOutcomes, callStatuses } from "@/server/calls/contract";

type View = ReturnType<typeof useCallFilters>;

/** What the calls are narrowed to: the usual at hand, the rest behind one button. */
export function CallFilterBar({ view }: { view: View }) {
  const t = useTranslations("calls");
  const status = useTranslations("ui.status");
  const { state, change } = view;
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t("filters.label")}>
      <SearchField
        label={t("filters.search")}
        value={state.q ?? ""}
        onChange={(q) => change({ q: q || null })}
        className="w-full sm:w-72"
      />
      <FilterSelect
        label={t("columns.status")}
        any={t("filters.anyStatus")}
        value={state.status}
        options={callStatuses.map((value) => ({ value, label: status(value) }))}
        onChange={(value) => change({ status: value })}
      />
      <FilterSelect
        label={t("columns.outcome")}
        any={t("filters.anyOutcome")}
        value={state.outcome}
        options={callOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        onChange={(outcome) => change({ outcome })}
      />
      <MoreFilters view={view} />
      {view.filtered && (
        <Button variant="ghost" size="sm" onClick={view.clear}>
          {t("filters.clear")}
        </Button>
      )}
    </search>
  );
}

function MoreFilters({ view: { state, change } }: { view: View }) {
  const t = useTranslations("calls");
  const used = [
    state.direction,
    state.conversation,
    state.mood,
    state.score,
    state.number,
    state.from,
    state.to,
  ].filter((value) => value !== null).length;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm">
          <SlidersHorizontal aria-hidden /> {t("filters.more", { count: used })}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="grid w-72 gap-3" aria-label={t("filters.label")}>
        <FormField label={t("filters.direction")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={state.direction ?? ""}
              onChange={({ target }) =>
                change({ direction: callDirections.find((each) => each === target.value) ?? null })
              }
            >
              <option value="">{t("filters.any")}</option>
              {callDirections.map((each) => (
                <option key={each} value={each}>
                  {t(`directions.${each}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        <ConversationFilter value={state.conversation} onChange={(conversation) => change({ conversation })} />
        <FormField label={t("filters.mood")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={state.mood ?? ""}
              onChange={({ target }) => change({ mood: callMoods.find((each) => each === target.value) ?? null })}
            >
              <option value="">{t("filters.any")}</option>
              {callMoods.map((each) => (
                <option key={each} value={each}>
                  {t(`moods.${each}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        <FormField label={t("filters.score")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={100}
              value={state.score ?? ""}
              onChange={({ target }) =>
                change({ score: target.value === "" ? null : clampScore(target.valueAsNumber) })
              }
            />
          )}
        </FormField>
        <FormField label={t("filters.number")}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              maxLength={30}
              value={state.number ?? ""}
              onChange={({ target }) => change({ number: target.value || null })}
            />
          )}
        </FormField>
        <div className="grid grid-cols-2 gap-3">
          <FormField label={t("filters.from")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={state.from ?? ""}
                max={state.to ?? undefined}
                onChange={({ target }) => change({ from: target.value || null })}
              />
            )}
          </FormField>
          <FormField label={t("filters.to")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={state.to ?? ""}
                min={state.from ?? undefined}
                onChange={({ target }) => change({ to: target.value || null })}
              />
            )}
          </FormField>
        </div>
      </PopoverContent>
    </Popover>
  );
}

function ConversationFilter(props: { value: string | null; onChange: (flowId: string | null) => void }) {
  const t = useTranslations("calls");
  const trpc = useTRPC();
  const flows = useQuery(trpc.flows.list.queryOptions({ archived: false }, { enabled: useMay("flows.read") }));
  return (
    <FormField label={t("facts.conversation")}>
      {(control) => (
        <NativeSelect
          {...control}
          value={props.value ?? ""}
          onChange={({ target }) => props.onChange(target.value || null)}
        >
          <option value="">{t("filters.any")}</option>
          {flows.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
}

const clampScore = (score: number) => (Number.isInteger(score) ? Math.min(100, Math.max(0, score)) : null);

"use client";

import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { holdsWords } from "@/components/contact-rules/holds-words";
import { RuleItem } from "@/components/contact-rules/rule-item";
import { RulesFrame } from "@/components/contact-rules/rules-frame";
import { useRuleText } from "@/components/contact-rules/use-rule-text";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { DataListSkeleton } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { SearchField } from "@/components/ui/lists/search-field";
import { QueryBody } from "@/components/ui/query-body";
import { textLink } from "@/components/ui/text-link";
import { type RuleList, type RuleRow, topics } from "@/server/contact-rules/contract";

const shows = ["all", "elsewhere", "later", "unverified"] as const;
const parsers = {
  q: parseAsString.withDefault(""),
  show: parseAsStringLiteral(shows),
  topic: parseAsStringLiteral(topics),
  place: parseAsString,
};

/** Every rule of the pack, those that bind this workspace first of all; filters are in the address. */
export function RulesPage() {
  const t = useTranslations("contactRules");
  const trpc = useTRPC();
  const list = useQuery(trpc.contactRules.list.queryOptions());
  return (
    <RulesFrame>
      <QueryBody query={list} skeleton={<DataListSkeleton label={t("loading")} />}>
        {(data) => <Rules list={data} />}
      </QueryBody>
    </RulesFrame>
  );
}

function Rules({ list }: { list: RuleList }) {
  const t = useTranslations("contactRules");
  const text = useRuleText();
  const { slug } = useWorkspace();
  const [filters, setFilters] = useQueryStates(parsers);
  const places = [...new Set(list.rules.map((rule) => rule.place))];
  const shown = list.rules.filter((rule) => isShown(rule, filters) && matches(rule, filters.q, text));
  const isFiltered = filters.q !== "" || filters.show || filters.topic || filters.place;
  return (
    <>
      <p className="text-sm text-muted-foreground">
        {t(`role.${list.collectorRole}`)}{" "}
        <Link href={`/${slug}/policy/collector`} className={textLink}>
          {t("collector.open")}
        </Link>{" "}
        · {t("debtors", { count: list.debtors })} · {t("pack", { day: text.day(list.lookedUpOn), hash: list.hash })}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={t("filter.search")}
          value={filters.q}
          onChange={(q) => setFilters({ q: q || null })}
          className="w-full sm:w-64"
        />
        <FilterSelect
          label={t("filter.show")}
          any={t("filter.here")}
          value={filters.show}
          options={shows.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(show) => setFilters({ show })}
        />
        <FilterSelect
          label={t("filter.topic")}
          any={t("filter.anyTopic")}
          value={filters.topic}
          options={topics.map((value) => ({ value, label: t(`topics.${value}`) }))}
          onChange={(topic) => setFilters({ topic })}
        />
        <FilterSelect
          label={t("filter.place")}
          any={t("filter.anyPlace")}
          value={filters.place}
          options={places.map((value) => ({ value, label: text.place(value) }))}
          onChange={(place) => setFilters({ place })}
        />
        {isFiltered && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => setFilters({ q: null, show: null, topic: null, place: null })}
          >
            {t("filter.clear")}
          </Button>
        )}
        <span role="status" className="text-xs text-muted-foreground">
          {t("count", { shown: shown.length, all: list.rules.length })}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={Scale} title={t("noMatch.title")} description={t("noMatch.body")} />
      ) : (
        places
          .map((place) => ({ place, rules: shown.filter((rule) => rule.place === place) }))
          .filter(({ rules }) => rules.length > 0)
          .map(({ place, rules }) => <PlaceCard key={place} place={text.place(place)} rules={rules} />)
      )}
    </>
  );
}

function PlaceCard({ place, rules }: { place: string; rules: readonly RuleRow[] }) {
  const t = useTranslations("contactRules");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{place}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-5">
        {topics
          .map((topic) => ({ topic, of: rules.filter((rule) => rule.topic === topic) }))
          .filter(({ of }) => of.length > 0)
          .map(({ topic, of }) => (
            <section
              key={topic}
              aria-label={`${place}: ${t(`topics.${topic}`)}`}
              className="grid gap-3 lg:grid-cols-[12rem_minmax(0,1fr)]"
            >
              <h3 className="text-sm font-medium text-muted-foreground">{t(`topics.${topic}`)}</h3>
              <ul className="divide-y">
                {of.map((rule) => (
                  <RuleItem key={rule.key} rule={rule} />
                ))}
              </ul>
            </section>
          ))}
      </CardContent>
    </Card>
  );
}

type Filters = { show: (typeof shows)[number] | null; topic: string | null; place: string | null };

function isShown(rule: RuleRow, { show, topic, place }: Filters): boolean {
  if (topic && rule.topic !== topic) return false;
  if (place && rule.place !== place) return false;
  switch (show) {
    case "all":
      return true;
    case "elsewhere":
      return !rule.here;
    case "later":
      return rule.inForce === "later";
    case "unverified":
      return !rule.verified;
    default:
      return rule.here !== null && rule.inForce === "now";
  }
}

function matches(rule: RuleRow, q: string, text: ReturnType<typeof useRuleText>): boolean {
  const parts = [rule.ruleId, rule.code, text.citation(rule), text.asks(rule), text.place(rule.place)];
  return holdsWords(parts.join(" "), q);
}

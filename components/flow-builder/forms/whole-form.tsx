"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { CheckField, SelectField } from "@/components/graph-builder/fields/fields";
import { setRoute } from "@/server/flows/graph/edits";
import { languages } from "@/server/flows/languages";

/** Not an id: those have a number, or are "start". */
const none = "-";
const routes = ["dispute", "person"] as const;

/** What belongs to no step: the languages, and where is gone from anywhere. */
export function WholeForm({ editor }: { editor: FlowEditor }) {
  const t = useTranslations("flows.whole");
  const words = useFlowWords();
  const names = new Intl.DisplayNames(useLocale(), { type: "language" });
  const { graph, edit, readOnly } = editor;
  const targets = graph.nodes.filter((node) => node.kind !== "start");
  return (
    <fieldset className="grid gap-5" disabled={readOnly}>
      <CheckField
        legend={t("languages")}
        options={languages.map((value) => ({
          value,
          label: names.of(value) ?? value,
          // One must stay.
          disabled: graph.languages.length === 1 && graph.languages.includes(value),
        }))}
        chosen={graph.languages}
        onChange={(chosen) => chosen.length > 0 && edit((flow) => ({ ...flow, languages: chosen }))}
      />
      <p className="-mt-3 text-xs text-muted-foreground">{t("languagesHint")}</p>
      {routes.map((route) => (
        <SelectField
          key={route}
          label={t(`routes.${route}`)}
          value={graph.routes[route] ?? none}
          options={[
            { value: none, label: t("standard") },
            ...targets.map((node) => ({ value: node.id, label: words.title(node) })),
          ]}
          onChange={(to) => edit((flow) => setRoute(flow, route, to === none ? undefined : to))}
        />
      ))}
      <p className="-mt-3 text-xs text-muted-foreground">{t("routesHint")}</p>
    </fieldset>
  );
}

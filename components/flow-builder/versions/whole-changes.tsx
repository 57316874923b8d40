"use client";

import { useLocale, useTranslations } from "next-intl";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { TextDiff } from "@/components/graph-builder/versions/text-diff";
import { hasOtherFrame } from "@/server/flows/graph/diff";
import type { DraftFlow } from "@/server/flows/graph/schema";

const routes = ["dispute", "person"] as const;

/** The languages, and what is answered from anywhere, as they were and as they are. */
export function WholeChanges({ before, after }: { before: DraftFlow; after: DraftFlow }) {
  const t = useTranslations("flows.whole");
  const locale = useLocale();
  const words = useFlowWords();
  if (!hasOtherFrame(before, after)) return null;
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const languagesOf = (flow: DraftFlow) => flow.languages.map((one) => names.of(one) ?? one).join(", ");
  const routeOf = (flow: DraftFlow, route: (typeof routes)[number]) => {
    const target = flow.nodes.find((node) => node.id === flow.routes[route]);
    return target ? words.title(target) : t("standard");
  };
  const lines = [
    { name: t("languages"), before: languagesOf(before), after: languagesOf(after) },
    ...routes.map((route) => ({
      name: t(`routes.${route}`),
      before: routeOf(before, route),
      after: routeOf(after, route),
    })),
  ];
  return lines
    .filter((line) => line.before !== line.after)
    .map((line) => (
      <section key={line.name} className="grid gap-1">
        <h3 className="text-xs font-medium text-muted-foreground">{line.name}</h3>
        <TextDiff before={line.before} after={line.after} />
      </section>
    ));
}

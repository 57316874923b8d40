"use client";

import { useTranslations } from "next-intl";
import type { JourneyEditor } from "@/components/journey-builder/journey-kit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

/** What ends the journey wherever a debtor is in it; it is set at the start. */
export function LeaveOn({ editor }: { editor: JourneyEditor }) {
  const t = useTranslations("journeys");
  const start = editor.graph.nodes.find((candidate) => candidate.kind === "start");
  return (
    <section className="grid gap-2">
      <h2 className="text-sm font-semibold">{t("leaveOn")}</h2>
      <ul className="flex flex-wrap gap-1.5">
        {editor.graph.leaveOn.map((signal) => (
          <li key={signal}>
            <Badge variant="secondary">{t(`signals.${signal}`)}</Badge>
          </li>
        ))}
      </ul>
      {!editor.readOnly && start && (
        <Button variant="outline" size="sm" className="justify-self-start" onClick={() => editor.select([start.id])}>
          {t("change")}
        </Button>
      )}
    </section>
  );
}

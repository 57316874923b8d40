"use client";

import { useTranslations } from "next-intl";
import { OutcomeText } from "@/components/campaigns/outcome-text";
import { When } from "@/components/ui/when";
import type { EnrollmentHistory } from "@/server/campaigns/contract";
import type { HistoryEvent } from "@/server/journeys/interpreter/state";

/** One thing that happened, as a sentence: "waited until … because …". What only leads to the next is left out. */
export function HistoryEventText({
  event,
  before,
  nodes,
}: {
  event: HistoryEvent;
  /** A wait after a verdict was put off says because of which rule. */
  before: HistoryEvent | undefined;
  nodes: EnrollmentHistory["nodes"];
}) {
  const t = useTranslations("campaigns.history.events");
  const nodeName = useNodeName(nodes);
  const reason = useReason();
  switch (event.kind) {
    case "asked":
      return null;
    case "went":
      return (
        <li className="text-muted-foreground">{t("went", { from: nodeName(event.from), to: nodeName(event.to) })}</li>
      );
    case "signalled":
      return <li>{t(event.taken ? "heard" : "noted", { signal: t(`signals.${event.signal}`) })}</li>;
    case "answered":
      if (event.verdict === "defer") return null;
      return <li>{t(event.verdict, { step: nodeName(event.nodeId), reason: reason(event.code) })}</li>;
    case "not_made":
      return <li>{t("notMade", { step: nodeName(event.nodeId) })}</li>;
    case "waits": {
      const deferred = before?.kind === "answered" && before.verdict === "defer" ? before : undefined;
      return (
        <li>
          {deferred ? t("deferred", { step: nodeName(event.nodeId) }) : t("waits", { step: nodeName(event.nodeId) })}{" "}
          <When at={new Date(event.until)} exact />
          {deferred && (
            <span className="text-muted-foreground"> {t("because", { reason: reason(deferred.code) })}</span>
          )}
        </li>
      );
    }
    case "left":
      return (
        <li className="font-medium">
          {t("left")} <OutcomeText outcome={event.outcome} />
        </li>
      );
    case "parked":
      return <li className="font-medium text-destructive-strong">{t("parked", { reason: event.reason })}</li>;
  }
}

function useNodeName(nodes: EnrollmentHistory["nodes"]) {
  const kinds = useTranslations("campaigns.steps");
  return (nodeId: string) => {
    const node = nodes[nodeId];
    return node?.title ?? (node ? kinds(node.kind) : nodeId);
  };
}

function useReason() {
  const codes = useTranslations("policy.codes");
  const holds = useTranslations("campaigns.holds");
  return (code: string | undefined) => {
    if (!code) return "";
    if (holds.has(code)) return holds(code);
    return codes.has(code) ? codes(code) : code;
  };
}

"use client";

import { CircleDot, Clock, Ear, Flag, GitBranch, type LucideIcon, Mail, MessageSquare, Phone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRuleWords } from "@/components/journey-builder/step-forms/rule-words";
import { bodyToText, isBlank } from "@/server/journeys/graph/message-text";
import { type DraftNode, type Duration, type NodeKind, signalKind } from "@/server/journeys/graph/schema";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

/** Icon and hue of each kind of step; channels keep the hue that they have everywhere. */
export const stepLooks: Record<NodeKind, { icon: LucideIcon; text: string; fill: string }> = {
  start: { icon: CircleDot, text: "text-foreground", fill: "var(--muted-foreground)" },
  send_email: { icon: Mail, text: "text-channel-email", fill: "var(--channel-email)" },
  send_sms: { icon: MessageSquare, text: "text-channel-sms", fill: "var(--channel-sms)" },
  place_call: { icon: Phone, text: "text-channel-voice", fill: "var(--channel-voice)" },
  wait: { icon: Clock, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  wait_for_signal: { icon: Ear, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  branch: { icon: GitBranch, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  exit: { icon: Flag, text: "text-foreground", fill: "var(--foreground)" },
};

/** The order in which steps are offered. */
export const offeredKinds = [
  "send_email",
  "send_sms",
  "place_call",
  "wait",
  "wait_for_signal",
  "branch",
  "exit",
] as const satisfies readonly NodeKind[];
export type OfferedKind = (typeof offeredKinds)[number];

/** "3 days". */
function useDurationWords(): (duration: Duration | undefined) => string {
  const t = useTranslations("journeys");
  return (duration) => (duration ? t(`units.${duration.unit}`, { count: duration.amount }) : t("unset"));
}

/** What a step is called, and the line that says what it does. */
export function useStepWords() {
  const t = useTranslations("journeys");
  const locale = useLocale();
  const durationWords = useDurationWords();
  const ruleWords = useRuleWords();
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  const excerpt = (body: Of<"send_sms">["body"]) => {
    if (!body || isBlank(body)) return t("noText");
    const text = bodyToText(body, (name) => `[${t.has(variableKey(name)) ? t(variableKey(name)) : name}]`);
    return text.replace(/\s+/g, " ").trim().slice(0, 160);
  };
  const summaries: { [Kind in NodeKind]: (node: Of<Kind>) => string } = {
    start: () => t("summary.start"),
    send_email: (node) => excerpt(node.subject),
    send_sms: (node) => excerpt(node.body),
    place_call: (node) => excerpt(node.script),
    wait: (node) => t("summary.wait", { duration: durationWords(node.duration) }),
    wait_for_signal: (node) =>
      t("summary.wait_for_signal", {
        signals: list.format((node.signals ?? []).map((signal) => t(`signals.${signal}`))) || t("unset"),
        duration: durationWords(node.timeout),
      }),
    branch: (node) => node.paths?.map((path) => ruleWords(path.all)).join(" · ") || t("unset"),
    exit: (node) => t("summary.exit", { outcome: outcomeWords(node.outcome) }),
  };
  function outcomeWords(outcome: string | undefined): string {
    if (!outcome) return t("unset");
    return t.has(`outcomes.${outcome}`) ? t(`outcomes.${outcome}`) : outcome;
  }
  return {
    title: (node: DraftNode) => node.title?.trim() || t(`kinds.${node.kind}`),
    summary: (node: DraftNode) => (summaries[node.kind] as (node: DraftNode) => string)(node),
    outcome: outcomeWords,
    /** What a way out of a step is called. */
    port(node: DraftNode, port: string): string {
      if (node.kind === "branch") {
        if (port === "else") return t("ports.else");
        const path = node.paths?.find((candidate) => candidate.id === port);
        return path?.label.trim() || (path && path.all.length > 0 ? ruleWords(path.all) : port);
      }
      if (port === "timeout" && node.kind === "wait_for_signal") {
        return t("ports.timeout", { duration: durationWords(node.timeout) });
      }
      const signal = signalKind.safeParse(port);
      return signal.success ? t(`signals.${signal.data}`) : t("ports.next");
    },
  };
}

/** Message catalogues nest at dots. */
function variableKey(name: string): string {
  return `variables.${name.replaceAll(".", "_")}`;
}

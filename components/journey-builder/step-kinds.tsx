"use client";

import {
  Bell,
  CalendarRange,
  CircleDot,
  Clock,
  CornerDownRight,
  Ear,
  Flag,
  GitBranch,
  ListOrdered,
  Mail,
  MessageSquare,
  Percent,
  Phone,
  Shuffle,
  Split,
  Tag,
  UserCheck,
  UserPlus,
  Webhook,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { StepLook } from "@/components/graph-builder/kit";
import { useRuleWords } from "@/components/rules/use-rule-words";
import { kindLacks } from "@/server/journeys/graph/availability";
import { bodyToText, isBlank } from "@/server/journeys/graph/message-text";
import {
  type Channel,
  type DraftGraph,
  type DraftNode,
  type Duration,
  type NodeKind,
  signalKind,
} from "@/server/journeys/graph/schema";
import type { Change } from "@/server/journeys/graph/settings";
import type { ReplyIntent } from "@/server/journeys/graph/signals";
import { conditionsIn } from "@/server/journeys/rules/schema";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

/** Icon and hue of each kind of step; channels keep the hue that they have everywhere. */
export const stepLooks: Record<NodeKind, StepLook> = {
  start: { icon: CircleDot, text: "text-foreground", fill: "var(--muted-foreground)" },
  send_email: { icon: Mail, text: "text-channel-email", fill: "var(--channel-email)" },
  send_sms: { icon: MessageSquare, text: "text-channel-sms", fill: "var(--channel-sms)" },
  place_call: { icon: Phone, text: "text-channel-voice", fill: "var(--channel-voice)" },
  ladder: { icon: ListOrdered, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  wait: { icon: Clock, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  wait_for_signal: { icon: Ear, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  branch: { icon: GitBranch, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  split: { icon: Split, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  choose_channel: { icon: Shuffle, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  approve: { icon: UserCheck, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  assign: { icon: UserPlus, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  notify_team: { icon: Bell, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  update: { icon: Tag, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  late_fee: { icon: Percent, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  offer_plan: { icon: CalendarRange, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  webhook: { icon: Webhook, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  go_to: { icon: CornerDownRight, text: "text-muted-foreground", fill: "var(--muted-foreground)" },
  exit: { icon: Flag, text: "text-foreground", fill: "var(--foreground)" },
};

/** The order in which steps are offered. */
export const offeredKinds = [
  "send_email",
  "send_sms",
  "place_call",
  "ladder",
  "wait",
  "wait_for_signal",
  "branch",
  "split",
  "choose_channel",
  "approve",
  "assign",
  "notify_team",
  "update",
  "late_fee",
  "offer_plan",
  "webhook",
  "go_to",
  "exit",
] as const satisfies readonly NodeKind[];
export type OfferedKind = (typeof offeredKinds)[number];

/** Where words stand for what is set by a code. */
const valueRooms = ["signals", "unitNames", "outcomes", "compare", "facts", "addresses"];

/** "3 days". */
function useDurationWords(): (duration: Duration | undefined) => string {
  const t = useTranslations("journeys");
  return (duration) => (duration ? t(`units.${duration.unit}`, { count: duration.amount }) : t("unset"));
}

/** What a step is called, and the line that says what it does. */
export function useStepWords(graph?: DraftGraph) {
  const t = useTranslations("journeys");
  const locale = useLocale();
  const durationWords = useDurationWords();
  const ruleWords = useRuleWords();
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  const titleOf = (node: DraftNode) => node.title?.trim() || t(`kinds.${node.kind}`);
  const stepTitle = (id: string | undefined) => {
    const target = graph?.nodes.find((node) => node.id === id);
    return target ? titleOf(target) : (id ?? t("unset"));
  };
  const excerpt = (body: Of<"send_sms">["body"]) => {
    if (!body || isBlank(body)) return t("noText");
    const text = bodyToText(body, (name) => `[${t.has(variableKey(name)) ? t(variableKey(name)) : name}]`);
    return text.replace(/\s+/g, " ").trim().slice(0, 160);
  };
  const summaries: { [Kind in NodeKind]: (node: Of<Kind>) => string } = {
    start: ({ trigger }) =>
      trigger?.on === "api_event" && trigger.event
        ? t("summary.startOnEvent", { event: trigger.event })
        : t("summary.start"),
    send_email: (node) => excerpt(node.subject),
    send_sms: (node) => excerpt(node.body),
    place_call: (node) => excerpt(node.script),
    ladder: (node) =>
      t("summary.ladder", {
        count: node.attempts ?? 0,
        channel: node.channel ? t(`addresses.${node.channel}`) : t("unset"),
        duration: durationWords(node.delays?.[0]),
      }),
    wait: (node) => waitWords(node.until),
    wait_for_signal: (node) =>
      t("summary.wait_for_signal", {
        signals: list.format(heardWords(node)) || t("unset"),
        duration: durationWords(node.timeout),
      }),
    branch: (node) => node.paths?.map((path) => ruleWords.sentence(path.when)).join(" · ") || t("unset"),
    split: (node) => (node.arms ?? []).map((arm) => `${arm.label || arm.id} ${armShare(node.arms, arm)}`).join(" · "),
    choose_channel: (node) => channelList(node.channels) || t("unset"),
    approve: (node) => excerpt(node.question),
    assign: (node) => t(`assignTo.${node.to ?? "anyone"}`),
    notify_team: (node) => `${t(`notifyBy.${node.way?.by ?? "product"}`)}: ${excerpt(node.message)}`,
    update: (node) => node.changes?.map(changeWords).join(" · ") || t("unset"),
    late_fee: (node) => (node.basis ? t(`feeBasis.${node.basis.by}`) : t("unset")),
    offer_plan: (node) => t("summary.offer_plan", { count: node.instalmentsMax ?? 0 }),
    webhook: (node) => node.url || t("unset"),
    go_to: (node) => t("summary.go_to", { step: stepTitle(node.target) }),
    exit: (node) => t("summary.exit", { outcome: outcomeWords(node.outcome) }),
  };
  function waitWords(until: Of<"wait">["until"]): string {
    switch (until?.by) {
      case undefined:
        return t("unset");
      case "duration":
        return t("summary.wait", { duration: durationWords(until.duration) });
      case "date":
        return t("summary.waitDate", { date: dayWords(until.date, locale), time: until.time });
      case "weekday":
        return t("summary.waitWeekday", { days: weekdayList(until.weekdays, locale) || t("unset"), time: until.time });
      case "business_hours":
        return t("summary.waitBusinessHours", { from: until.from, to: until.to });
      case "relative": {
        const when = until.days < 0 ? "before" : until.days > 0 ? "after" : "on";
        const key = `summary.${until.to}_${when}` as const;
        return t(key, { count: Math.abs(until.days), time: until.time });
      }
    }
  }
  function heardWords({ signals = [], intents = [], apiEvents = [] }: Of<"wait_for_signal">): string[] {
    return [
      ...signals.map((signal) => t(`signals.${signal}`)),
      ...intents.map((intent) => t("ports.reply", { intent: t(`replyIntents.${intent}`) })),
      ...apiEvents.map((event) => t("ports.event", { event })),
    ];
  }
  function channelList(channels: readonly Channel[] | undefined): string {
    return list.format((channels ?? []).map((each) => t(`addresses.${each}`)));
  }
  function changeWords(change: Change): string {
    switch (change.do) {
      case "set_field":
        return t("changes.set_field", { field: change.field || t("unset"), value: change.value });
      case "set_stage":
        return t("changes.set_stage", { stage: change.stage || t("unset") });
      default:
        return t(`changes.${change.do}`, { tag: change.tag || t("unset") });
    }
  }
  function outcomeWords(outcome: string | undefined): string {
    if (!outcome) return t("unset");
    return t.has(`outcomes.${outcome}`) ? t(`outcomes.${outcome}`) : outcome;
  }
  return {
    kind: (kind: NodeKind) => t(`kinds.${kind}`),
    /** What a kind of step does, or why it cannot be used yet. */
    hint(kind: NodeKind): string {
      const lacks = kindLacks(kind);
      return lacks ? t(`lacks.${lacks}`) : t(`kindHints.${kind}`);
    },
    /** Codes that stand in settings, in the reader's words. */
    value(text: string): string {
      if (!/^\w+$/.test(text)) return text;
      const room = valueRooms.find((name) => t.has(`${name}.${text}`));
      return room ? t(`${room}.${text}`) : text;
    },
    title: titleOf,
    change: changeWords,
    summary: (node: DraftNode) => (summaries[node.kind] as (node: DraftNode) => string)(node),
    outcome: outcomeWords,
    /** What a way out of a step is called. */
    port(node: DraftNode, port: string): string {
      if (node.kind === "branch" && port !== "else") {
        const path = node.paths?.find((candidate) => candidate.id === port);
        return (
          path?.label.trim() || (path && conditionsIn(path.when).length > 0 ? ruleWords.sentence(path.when) : port)
        );
      }
      if (node.kind === "split") {
        const arm = node.arms?.find((candidate) => candidate.id === port);
        return arm ? `${arm.label.trim() || arm.id} (${armShare(node.arms, arm)})` : port;
      }
      if (node.kind === "choose_channel" && port !== "none") return t(`addresses.${port as Channel}`);
      if (node.kind === "ladder" && port === "next") return t("ports.exhausted");
      if (port === "timeout" && "timeout" in node) {
        return t("ports.timeout", { duration: durationWords(node.timeout) });
      }
      const [what, name = ""] = port.split(":");
      if (what === "reply") return t("ports.reply", { intent: t(`replyIntents.${name as ReplyIntent}`) });
      if (what === "event") return t("ports.event", { event: name });
      const signal = signalKind.safeParse(port);
      if (signal.success) return t(`signals.${signal.data}`);
      return t.has(`ports.${port}`) ? t(`ports.${port as "next"}`) : port;
    },
  };
}

/** Message catalogues nest at dots. */
function variableKey(name: string): string {
  return `variables.${name.replaceAll(".", "_")}`;
}

/** "25 %" of a split's whole. */
function armShare(arms: Of<"split">["arms"], arm: { weight: number }): string {
  const total = (arms ?? []).reduce((sum, each) => sum + each.weight, 0);
  return `${Math.round((arm.weight / Math.max(1, total)) * 100)} %`;
}

function dayWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** 1 January 2024 was a Monday. */
function weekdayList(weekdays: readonly number[], locale: string): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(
    weekdays.map((weekday) => name.format(Date.UTC(2024, 0, weekday))),
  );
}

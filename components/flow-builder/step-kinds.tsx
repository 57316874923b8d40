"use client";

import {
  BookOpenText,
  CalendarClock,
  CircleHelp,
  Ear,
  Flag,
  Forward,
  Grid3x3,
  HandCoins,
  MessageCircle,
  Play,
  ShieldQuestion,
  Voicemail,
  Wrench,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { StepLook } from "@/components/graph-builder/kit";
import { type DraftNode, type NodeKind, nodeKinds } from "@/server/flows/graph/schema";
import { saidBy } from "@/server/flows/graph/speech";
import { type Language, languages } from "@/server/flows/languages";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

const speaking = { text: "text-channel-voice", fill: "var(--channel-voice)" };
const doing = { text: "text-muted-foreground", fill: "var(--muted-foreground)" };
const ends = { text: "text-foreground", fill: "var(--foreground)" };

/** Icon and hue of each kind of step: what speaks and listens has the hue of calls. */
export const stepLooks: Record<NodeKind, StepLook> = {
  start: { icon: Play, ...ends },
  say: { icon: MessageCircle, ...speaking },
  ask: { icon: CircleHelp, ...speaking },
  listen: { icon: Ear, ...speaking },
  skill: { icon: Wrench, ...doing },
  answer: { icon: BookOpenText, ...speaking },
  offer: { icon: HandCoins, ...speaking },
  verify: { icon: ShieldQuestion, ...doing },
  menu: { icon: Grid3x3, ...doing },
  transfer: { icon: Forward, ...doing },
  callback: { icon: CalendarClock, ...doing },
  voicemail: { icon: Voicemail, ...doing },
  end: { icon: Flag, ...ends },
};

/** The order in which steps are offered. */
export const offeredKinds = nodeKinds.filter((kind) => kind !== "start");

/** What a step is called, and the line that says what it does. */
export function useFlowWords() {
  const t = useTranslations("flows");
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const unset = t("unset");
  const named = (room: string, key: string | undefined) => (key && t.has(`${room}.${key}`) ? t(`${room}.${key}`) : key);
  const excerpt = (node: DraftNode) => {
    const [first] = saidBy(node);
    const own: readonly Language[] = [...languages].sort((a, b) => Number(b === locale) - Number(a === locale));
    const text = own.map((language) => first?.[language]?.trim()).find(Boolean);
    return text?.replace(/\s+/g, " ").slice(0, 160);
  };
  const skill = (name: string | undefined) => named("does", name) ?? unset;
  const summaries: { [Kind in NodeKind]?: (node: Of<Kind>) => string | undefined } = {
    say: (node) => excerpt(node) ?? node.instruction,
    listen: (node) => excerpt(node) ?? node.instruction,
    skill: (node) => skill(node.skill),
    answer: (node) => (node.sources?.length ? list.format(node.sources.map((one) => t(`sources.${one}`))) : undefined),
    offer: ({ policy = {} }) => {
      const parts = (["extension", "instalments", "discount"] as const).filter((part) => policy[part]);
      return parts.length > 0 ? list.format(parts.map((part) => t(`offers.${part}`))) : undefined;
    },
    verify: (node) => (node.checks?.length ? list.format(node.checks.map((one) => t(`checks.${one}`))) : undefined),
    end: (node) => named("try.outcomes", node.outcome),
  };
  return {
    kind: (kind: NodeKind) => t(`kinds.${kind}`),
    hint: (kind: NodeKind) => t(`kindHints.${kind}`),
    title: (node: DraftNode) => node.title?.trim() || t(`kinds.${node.kind}`),
    summary(node: DraftNode): string {
      const own = summaries[node.kind] as ((node: DraftNode) => string | undefined) | undefined;
      return (own ? own(node) : excerpt(node))?.trim() || unset;
    },
    port(node: DraftNode, port: string): string {
      if (node.kind === "listen") {
        const path = node.paths?.find(({ id }) => id === port);
        if (path) return path.label.trim() || path.id;
      }
      if (node.kind === "menu") {
        const option = node.options?.find(({ id }) => id === port);
        if (option) return `${option.digit}: ${option.label.trim() || option.id}`;
      }
      return named("ports", port) ?? port;
    },
    value(text: string): string {
      if (!/^\w+$/.test(text)) return text;
      const room = valueRooms.find((name) => t.has(`${name}.${text}`));
      return room ? t(`${room}.${text}`) : text;
    },
    /** What a setting is called; undefined where it has no name. */
    setting(key: string): string | undefined {
      if (isLanguage(key)) return new Intl.DisplayNames(locale, { type: "language" }).of(key);
      const place = settingNames[key] ?? `fields.${key}`;
      return t.has(place) ? t(place) : undefined;
    },
    argument: (name: string) => named("arguments.names", name) ?? name,
    skill,
  };
}

const isLanguage = (key: string): key is Language => (languages as readonly string[]).includes(key);

/** Settings whose name stands elsewhere than among the fields. */
const settingNames: Record<string, string> = {
  sentences: "sentences",
  instruction: "instruction",
  paths: "paths.title",
  options: "keys.title",
  policy: "kinds.offer",
  silenceMs: "fields.silence",
  attemptsMax: "fields.attempts",
  withinDays: "fields.callbackWithin",
  beepWaitMs: "fields.beepWait",
  when: "conditions.by",
  extension: "policy.extension",
  instalments: "policy.instalments",
  discount: "policy.discount",
};

/** Where words stand for what is set by a code. */
const valueRooms = ["answerKinds", "checks", "sources", "modes", "intents", "facts", "try.outcomes", "does"];

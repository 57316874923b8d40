// A call summed up by rules, from what is written down of it, in a reader's language.
import type { CallFacts } from "@/server/calls/followups/call-facts";
import type { Say } from "@/server/i18n/say";
import { formatMoney } from "@/server/money";

const SAID_MAX = 2;

export function plainSummary(facts: CallFacts, say: Say): { text: string; actions: string[] } {
  const t = (key: string, values?: Record<string, string | number>) => say.t(`calls.followups.plain.${key}`, values);
  const day = (of: string) =>
    new Intl.DateTimeFormat(say.language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${of}T00:00:00Z`));
  const promised = facts.promises.map((promise) => ({
    amount: formatMoney(promise, say.language),
    day: day(promise.dueOn),
  }));
  const { disputes, callbackOn, mood, outcome } = facts;
  const isTalk = facts.ending === "answered";
  const sentences = [
    t(facts.direction, { name: facts.debtor?.name ?? t("unknown"), day: day(facts.day) }),
    isTalk ? t("talked", { minutes: Math.ceil(facts.talkSeconds / 60) }) : t(`endings.${facts.ending ?? "failed"}`),
    ...promised.slice(0, SAID_MAX).map((promise) => t("promised", promise)),
    ...disputes
      .slice(0, SAID_MAX)
      .map(({ invoice, reason }) => (reason ? t("disputedFor", { invoice, reason }) : t("disputed", { invoice }))),
    ...(outcome && promised.length + disputes.length === 0 ? [t(`outcomes.${outcome}`)] : []),
    ...(isTalk && mood ? [t(`moods.${mood}`)] : []),
  ];
  const actions = [
    ...promised.map((promise) => t("actions.promise", promise)),
    ...disputes.map(({ invoice }) => t("actions.dispute", { invoice })),
    ...(callbackOn ? [t("actions.callbackOn", { day: day(callbackOn) })] : []),
    ...(outcome === "callback" && !callbackOn ? [t("actions.callback")] : []),
    ...(outcome === "wants_person" ? [t("actions.wants_person")] : []),
    ...(outcome === "wrong_person" ? [t("actions.wrong_person")] : []),
    ...(outcome === "dispute" && disputes.length === 0 ? [t("actions.disputeUnnamed")] : []),
  ];
  return { text: sentences.slice(0, 6).join(" "), actions };
}

// A debtor's history in a journey, read aloud: "Reminder: waited until Tuesday 09:00 in Chicago, because of quiet hours".
// Pure: the caller gives the words.
import type { Channel, SignalKind } from "@/server/journeys/graph/schema";
import type { Change } from "@/server/journeys/graph/settings";
import type { HistoryEvent, WaitReason } from "@/server/journeys/interpreter/history";
import type { FeeLine } from "@/server/journeys/interpreter/late-fee";
import { explained, type RuleWords } from "@/server/journeys/rules/words";
import { formatMoney } from "@/server/money";

export type HistoryWords = {
  /** Of the namespace `campaigns.history.events`. */
  t: (key: string, values?: Record<string, string | number>) => string;
  locale: string;
  /** What a step is called, and one of its ways out. */
  step: (nodeId: string) => string;
  way: (nodeId: string, port: string) => string;
  channel: (channel: Channel) => string;
  /** `event`: the name of one that came through the API. */
  signal: (signal: SignalKind, event?: string) => string;
  outcome: (outcome: string) => string;
  /** Why the policy put something off or refused it. */
  policy: (code: string) => string;
  change: (change: Change) => string;
  rules: RuleWords;
};

/** The event as a sentence; null for what only leads to the next. */
export function tell(event: HistoryEvent, words: HistoryWords): string | null {
  const { t, step } = words;
  switch (event.kind) {
    case "asked":
      return null;
    case "went":
      return t("went", { from: step(event.from), to: step(event.to) });
    case "jumped":
      return t("jumped", { to: step(event.to) });
    case "signalled":
      return t(event.taken ? "heard" : "noted", { signal: words.signal(event.signal, event.event) });
    case "answered":
      if (event.verdict === "defer") return null;
      return t(event.verdict, { step: step(event.nodeId), reason: event.code ? words.policy(event.code) : "" });
    case "not_made":
      return t("notMade", { step: step(event.nodeId) });
    case "waits":
      return waited(event, words);
    case "passed":
      return t(`passed.${event.why}`, { step: step(event.nodeId) });
    case "branched":
      // Of somebody who was erased: which way stands in the step that follows.
      if (event.tried.length === 0) return null;
      return event.tried
        .map(({ path, why }) =>
          t(why.holds ? "pathTaken" : "pathNot", {
            path: words.way(event.nodeId, path),
            why: explained(why, words.rules),
          }),
        )
        .join(" ");
    case "split":
      return t(event.holdout ? "splitHoldout" : "split", { arm: words.way(event.nodeId, event.arm) });
    case "chose_channel":
      return choice(event, words);
    case "attempt":
      return t("attempt", { step: step(event.nodeId), number: event.number, of: event.of });
    case "ladder_over":
      return t(`ladderOver.${event.why}`, { step: step(event.nodeId), channel: words.channel(event.channel) });
    case "asked_person":
      return t(`askedPerson.${event.about}`, { step: step(event.nodeId) });
    case "person_answered":
      return t(`personAnswered.${event.answer}`, { step: step(event.nodeId) });
    case "updated":
      return t("updated", { changes: list(event.changes.map(words.change), words) });
    case "notified":
      return t(`notified.${event.by}`);
    case "fees":
      return fees(event, words);
    case "webhook_called":
      return t("webhookCalled", { step: step(event.nodeId) });
    case "webhook_answered":
      return webhookAnswer(event, words);
    case "left":
      return t("leftWith", { outcome: words.outcome(event.outcome) });
    case "parked":
      return t("parked", { reason: event.reason });
  }
}

type Of<Kind extends HistoryEvent["kind"]> = Extract<HistoryEvent, { kind: Kind }>;

function waited(event: Of<"waits">, words: HistoryWords): string {
  const { t, locale, step } = words;
  const until = new Date(event.until);
  const zone = event.zone ?? "UTC";
  const when = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(until);
  const place = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  const because = event.why ? reasonOf(event.why, words) : "";
  return t(because ? "waitedBecause" : "waited", { step: step(event.nodeId), when, place, because });
}

function reasonOf(why: WaitReason, words: HistoryWords): string {
  const { t, locale } = words;
  switch (why.by) {
    case "policy":
      return why.code ? words.policy(why.code) : "";
    case "duration":
      return t("why.duration", { length: t(`length.${why.duration.unit}`, { count: why.duration.amount }) });
    case "relative": {
      const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        Date.parse(`${why.day}T00:00:00Z`),
      );
      return t(`why.${why.to}`, { day });
    }
    default:
      return t(`why.${why.by}`);
  }
}

function choice(event: Of<"chose_channel">, words: HistoryWords): string {
  const { t } = words;
  const reasons = event.reasons.map(({ channel, reachable, sent, answered }) =>
    t(reachable ? "channelKnown" : "channelUnreachable", { channel: words.channel(channel), sent, answered }),
  );
  const because = list(reasons, words);
  return event.channel === null
    ? t("choseNone", { because })
    : t("chose", { channel: words.channel(event.channel), because });
}

function fees(event: Of<"fees">, words: HistoryWords): string {
  const { t } = words;
  const amount = list(totals(event.lines, words.locale), words);
  const skipped = [...Map.groupBy(event.skipped, (each) => each.why)].map(([why, all]) =>
    t(`feeSkipped.${why}`, { count: all.length }),
  );
  const said = t(`fees.${event.what}`, { amount, count: event.lines.length });
  return skipped.length > 0 ? `${said} ${list(skipped, words)}` : said;
}

/** What the lines come to, one amount a currency. */
function totals(lines: readonly Pick<FeeLine, "currency" | "interestMinor" | "fixedMinor">[], locale: string) {
  return [...Map.groupBy(lines, (line) => line.currency)].map(([currency, same]) => {
    const amountMinor = same.reduce((sum, line) => sum + line.interestMinor + line.fixedMinor, 0);
    return formatMoney({ amountMinor, currency }, locale);
  });
}

function webhookAnswer(event: Of<"webhook_answered">, words: HistoryWords): string {
  const { t, step } = words;
  if (!event.ok) return t("webhookFailed", { step: step(event.nodeId), code: event.code ?? "" });
  const kept = Object.entries(event.kept ?? {}).map(([path, value]) => `${path} = ${String(value)}`);
  return t(kept.length > 0 ? "webhookKept" : "webhookAnswered", { step: step(event.nodeId), kept: kept.join(", ") });
}

function list(said: string[], { locale }: HistoryWords): string {
  return new Intl.ListFormat(locale, { type: "unit" }).format(said);
}

import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { loadMessages, type Messages } from "@/server/i18n/catalogue";
import { type HistoryWords, tell } from "@/server/journeys/history/tell";
import type { HistoryEvent } from "@/server/journeys/interpreter/history";
import { evaluate } from "@/server/journeys/rules/evaluate";
import type { RuleWords } from "@/server/journeys/rules/words";

type Locale = "en" | "hi";
const nested = (messages: Messages, ...path: string[]) =>
  path.reduce<Messages>((level, key) => level[key] as Messages, messages);

function translator(locale: Locale, ...path: string[]) {
  const t = createTranslator({
    locale,
    messages: nested(loadMessages(locale), ...path) as Record<string, string>,
    onError: (error) => {
      throw error;
    },
  });
  return {
    t: (key: string, values?: Record<string, string | number>) => t(key as never, values as never),
    has: (key: string) => t.has(key as never),
  };
}

function wordsOf(locale: Locale): HistoryWords {
  const { t } = translator(locale, "campaigns", "history", "events");
  const rules: RuleWords = { ...translator(locale, "rules"), locale };
  return {
    t,
    locale,
    step: (nodeId) => `«${nodeId}»`,
    way: (_nodeId, port) => port,
    channel: (channel) => translator(locale, "journeys", "addresses").t(channel),
    signal: (signal, event) => (event ? t("apiEventNamed", { event }) : t(`signals.${signal}`)),
    outcome: (outcome) => outcome,
    policy: (code) => translator(locale, "policy", "codes").t(code),
    change: (change) => change.do,
    rules,
  };
}

const why = evaluate(
  { all: [{ fact: "balance", op: "more_than", amountMinor: 500_000, currency: "USD" }] },
  {
    balances: [{ currency: "USD", openMinor: 721_000, overdueMinor: 0 }],
    invoiceCount: 1,
    oldestDueOn: null,
    debtorKind: "company",
    country: "US",
    zone: "America/Chicago",
    reachable: { email: true, sms: true, voice: true },
    tags: [],
    disputed: false,
  },
  new Date("2026-03-02T15:00:00Z"),
);
const until = "2026-03-03T15:00:00Z";
const zone = "America/Chicago";
const line = {
  invoiceId: "i",
  currency: "USD",
  interestMinor: 1_000,
  fixedMinor: 4_000,
  fromOn: "2026-02-01",
  toOn: "2026-03-01",
  days: 29,
  rateBp: 1_200,
  basis: "own" as const,
  capped: false,
};
const at = { nodeId: "n" };

/** One of each, in every shape that reads differently. */
const all: HistoryEvent[] = [
  { kind: "went", from: "a", port: "next", to: "b" },
  { kind: "jumped", from: "a", to: "b" },
  { kind: "signalled", signal: "replied", taken: true, ...at },
  { kind: "signalled", signal: "api_event", taken: false, ...at },
  { kind: "signalled", signal: "api_event", event: "pod_received", taken: true, ...at },
  { kind: "answered", visit: 1, verdict: "allow", ...at },
  { kind: "answered", visit: 1, verdict: "deny", code: "CONSENT_AI_VOICE", ...at },
  { kind: "not_made", visit: 1, ...at },
  { kind: "waits", until, ...at },
  { kind: "waits", until, zone, why: { by: "duration", duration: { amount: 1, unit: "weeks" } }, ...at },
  { kind: "waits", until, zone, why: { by: "relative", to: "due_date", day: "2026-03-03", days: 2 }, ...at },
  { kind: "waits", until, zone, why: { by: "relative", to: "promise_date", day: "2026-03-03", days: 2 }, ...at },
  ...(["date", "weekday", "business_hours", "signal", "approval", "fees", "webhook", "attempt"] as const).map(
    (by): HistoryEvent => ({ kind: "waits", until, zone, why: { by }, ...at }),
  ),
  ...(["over", "open_now", "no_date"] as const).map((reason): HistoryEvent => ({ kind: "passed", why: reason, ...at })),
  { kind: "branched", port: "large", tried: [{ path: "large", why }], ...at },
  { kind: "split", arm: "a", holdout: true, ...at },
  { kind: "split", arm: "a", holdout: false, ...at },
  {
    kind: "chose_channel",
    channel: "sms",
    reasons: [
      { channel: "sms", reachable: true, sent: 3, answered: 2 },
      { channel: "email", reachable: true, sent: 0, answered: 0 },
      { channel: "voice", reachable: false, sent: 0, answered: 0 },
    ],
    ...at,
  },
  { kind: "chose_channel", channel: null, reasons: [], ...at },
  { kind: "attempt", number: 2, of: 3, ...at },
  { kind: "ladder_over", why: "exhausted", channel: "sms", ...at },
  { kind: "ladder_over", why: "unreachable", channel: "sms", ...at },
  ...(["approval", "fees"] as const).map((about): HistoryEvent => ({ kind: "asked_person", visit: 1, about, ...at })),
  ...(["yes", "no", "timeout"] as const).map(
    (answer): HistoryEvent => ({ kind: "person_answered", visit: 1, answer, ...at }),
  ),
  { kind: "updated", changes: [{ do: "add_tag", tag: "x" }], ...at },
  ...(["product", "email", "webhook"] as const).map((by): HistoryEvent => ({ kind: "notified", by, ...at })),
  ...(["proposed", "charged", "none", "dropped"] as const).map(
    (what): HistoryEvent => ({
      kind: "fees",
      what,
      lines: [line],
      skipped: (["consumer", "currency", "rate_unknown", "nothing_new", "too_small", "cap_reached"] as const).map(
        (reason) => ({ invoiceId: reason, why: reason }),
      ),
      ...at,
    }),
  ),
  { kind: "webhook_called", visit: 1, ...at },
  { kind: "webhook_answered", visit: 1, ok: true, kept: { "credit.hold": true }, ...at },
  { kind: "webhook_answered", visit: 1, ok: true, ...at },
  { kind: "webhook_answered", visit: 1, ok: false, code: "HTTP_500", ...at },
  { kind: "left", outcome: "paid", ...at },
  { kind: "parked", reason: "endless", ...at },
];

describe.each(["en", "hi"] as const)("in %s", (locale) => {
  test("every kind of event is told in words", () => {
    const words = wordsOf(locale);
    for (const event of all) expect(tell(event, words), JSON.stringify(event)).toMatch(/\S{2}/);
  });
});

test("a wait says until when, where and why", () => {
  const waits: HistoryEvent = {
    kind: "waits",
    nodeId: "reminder",
    until,
    zone,
    why: { by: "policy", code: "QUIET_HOURS" },
  };
  expect(tell(waits, { ...wordsOf("en"), policy: () => "quiet hours" })).toBe(
    "«reminder»: waited until Tuesday, March 3 at 09:00 in Chicago, because: quiet hours",
  );
});

test("a branch says what was found", () => {
  const branched: HistoryEvent = {
    kind: "branched",
    nodeId: "n",
    port: "over $5,000",
    tried: [{ path: "over $5,000", why }],
  };
  expect(tell(branched, wordsOf("en"))).toBe(
    "“over $5,000” was yes: open balance is $7,210.00, more than $5,000.00: yes.",
  );
});

test("what only leads to the next is not told", () => {
  expect(tell({ kind: "asked", nodeId: "n", visit: 1 }, wordsOf("en"))).toBeNull();
  expect(tell({ kind: "answered", nodeId: "n", visit: 1, verdict: "defer" }, wordsOf("en"))).toBeNull();
});

import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { loadMessages } from "@/server/i18n/catalogue";
import { evaluate } from "@/server/journeys/rules/evaluate";
import { factTypes, type RuleFacts } from "@/server/journeys/rules/facts";
import { type Condition, operators, type Rule, ruleGroup } from "@/server/journeys/rules/schema";
import { explained, type RuleWords, sentence } from "@/server/journeys/rules/words";

const facts: RuleFacts = {
  balances: [{ currency: "USD", openMinor: 721_000, overdueMinor: 500_000 }],
  invoiceCount: 3,
  oldestDueOn: "2026-03-01",
  debtorKind: "company",
  country: "IN",
  language: "hi",
  zone: "Asia/Kolkata",
  reachable: { email: true, sms: false, voice: true },
  tags: ["Key account"],
  disputed: false,
  invoices: { overdueCount: 2, largest: [{ currency: "USD", openMinor: 400_000 }] },
  payments: { averageDaysLate: 20, lastPaidOn: "2026-03-01" },
  promises: { broken: 1, openDueOn: null },
  freight: {
    podPresent: false,
    shortPaid: true,
    accessorialDisputed: false,
    factored: false,
    portalRejected: false,
    modes: ["FTL"],
    lanes: ["Dallas > Atlanta"],
  },
  profile: { stage: "legal", fields: { terms: "Net 30", rating: 7 } },
  results: { hook: { "credit.hold": true, score: 71 } },
};
/** Already 11 March in Kolkata: ten days after 1 March. */
const now = new Date("2026-03-10T20:00:00Z");
const holds = (rule: Rule) => evaluate(rule, facts, now).holds;

test.each<[Condition, boolean]>([
  [{ fact: "balance", op: "at_least", amountMinor: 721_000, currency: "USD" }, true],
  [{ fact: "balance", op: "more_than", amountMinor: 721_000, currency: "USD" }, false],
  [{ fact: "balance", op: "between", amountMinor: 700_000, toMinor: 721_000, currency: "USD" }, true],
  [{ fact: "balance", op: "at_most", amountMinor: 0, currency: "EUR" }, true],
  [{ fact: "overdue_balance", op: "less_than", amountMinor: 500_001, currency: "USD" }, true],
  [{ fact: "largest_invoice", op: "equals", amountMinor: 400_000, currency: "USD" }, true],
  [{ fact: "oldest_overdue_days", op: "equals", value: 10 }, true],
  [{ fact: "invoice_count", op: "at_most", value: 2 }, false],
  [{ fact: "average_days_late", op: "between", value: 15, to: 20 }, true],
  [{ fact: "last_payment", op: "within_days", days: 10 }, true],
  [{ fact: "last_payment", op: "longer_ago_than", days: 10 }, false],
  [{ fact: "last_payment", op: "never" }, false],
  [{ fact: "ageing_bucket", op: "is_any_of", values: ["days_1_30"] }, true],
  [{ fact: "risk", op: "is_any_of", values: ["medium"] }, true],
  [{ fact: "debtor_kind", op: "is_none_of", values: ["consumer"] }, true],
  [{ fact: "country", op: "is_any_of", values: ["US", "IN"] }, true],
  [{ fact: "currency", op: "has_all", values: ["USD", "EUR"] }, false],
  [{ fact: "reachable", op: "has_any", values: ["sms"] }, false],
  [{ fact: "tags", op: "has_any", values: ["key ACCOUNT"] }, true],
  [{ fact: "mode", op: "has_none", values: ["LTL"] }, true],
  [{ fact: "stage", op: "is", value: "Legal" }, true],
  [{ fact: "field", field: "terms", op: "starts_with", value: "net" }, true],
  [{ fact: "field", field: "unknown", op: "is_not_set" }, true],
  [{ fact: "pod_present", is: false }, true],
  [{ fact: "short_paid", is: false }, false],
  [{ fact: "webhook_result", nodeId: "hook", path: "credit.hold", op: "is", value: true }, true],
  [{ fact: "webhook_result", nodeId: "hook", path: "score", op: "more_than", value: 70 }, true],
  [{ fact: "webhook_result", nodeId: "other", path: "score", op: "is_set" }, false],
])("%j is %s", (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test("groups nest: all, any and none", () => {
  const yes: Condition = { fact: "invoice_count", op: "equals", value: 3 };
  const no: Condition = { fact: "invoice_count", op: "equals", value: 4 };
  expect(holds({ all: [yes, { any: [no, yes] }, { none: [no] }] })).toBe(true);
  expect(holds({ none: [no, { all: [yes, yes] }] })).toBe(false);
  expect(holds({ any: [] })).toBe(false);
});

test("what is not due yet is not overdue by a negative number of days", () => {
  const rule: Condition = { fact: "oldest_overdue_days", op: "equals", value: 0 };
  expect(evaluate(rule, { ...facts, oldestDueOn: "2026-04-01" }, now).holds).toBe(true);
});

test("a part that was not loaded is not known, and what asks about it does not hold", () => {
  const { freight: _freight, payments: _payments, ...bare } = facts;
  for (const is of [true, false]) expect(evaluate({ fact: "pod_present", is }, bare, now).holds).toBe(false);
  expect(evaluate({ fact: "risk", op: "is_any_of", values: ["low", "medium", "high"] }, bare, now)).toMatchObject({
    holds: false,
    actual: null,
  });
});

test("a group of one kind is read, one of two kinds or none is not", () => {
  expect(ruleGroup.safeParse({ all: [{ any: [] }] }).success).toBe(true);
  expect(ruleGroup.safeParse({ all: [], any: [] }).success).toBe(false);
  expect(ruleGroup.safeParse({ all: [{ fact: "balance", op: "contains", value: "1" }] }).success).toBe(false);
});

describe("read aloud", () => {
  const wordsOf = (locale: "en" | "hi"): RuleWords => {
    const t = createTranslator({ locale, messages: loadMessages(locale).rules as Record<string, string> });
    return {
      t: (key, values) => t(key as never, values as never),
      has: (key) => t.has(key as never),
      locale,
    };
  };
  const large: Condition = { fact: "balance", op: "more_than", amountMinor: 500_000, currency: "USD" };
  const late: Condition = { fact: "oldest_overdue_days", op: "at_least", value: 30 };

  test("a rule is a sentence, in English and in Hindi", () => {
    const rule: Rule = { all: [large, { any: [late, { fact: "pod_present", is: false }] }] };
    expect(sentence(rule, wordsOf("en"))).toBe(
      "open balance is more than $5,000.00 and (oldest overdue invoice is at least 30 days overdue or an open invoice lacks its proof of delivery)",
    );
    expect(sentence(large, wordsOf("hi"))).toBe("बकाया राशि $5,000.00 से अधिक है");
  });

  test("an explanation says what was found, what was asked and the answer", () => {
    const why = evaluate({ all: [large, { fact: "short_paid", is: true }] }, facts, now);
    expect(explained(why, wordsOf("en"))).toBe(
      "open balance is $7,210.00, more than $5,000.00: yes; an open invoice was short-paid: yes",
    );
    expect(explained(why, wordsOf("hi"))).toContain("बकाया राशि $7,210.00 है, $5,000.00 से अधिक: हाँ");
  });

  test.each(["en", "hi"] as const)("%s has words for every fact and every operator", (locale) => {
    const words = wordsOf(locale);
    for (const [fact, type] of Object.entries(factTypes)) {
      expect(words.has(`facts.${fact}`), fact).toBe(true);
      if (type === "boolean") expect(words.has(`when.${fact}`) && words.has(`whenNot.${fact}`), fact).toBe(true);
    }
    for (const [type, ops] of Object.entries(operators)) {
      for (const op of ops) {
        expect(words.has(`asked.${type}.${op}`), `${type}.${op}`).toBe(true);
        expect(words.has(`operators.${op}`), op).toBe(true);
      }
    }
  });
});

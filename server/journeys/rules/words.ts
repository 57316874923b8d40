// Rules and their explanations read aloud, in the reader's language: "open balance is more than $5,000.00". Pure: the
// caller gives the messages of the namespace `rules`.
import type { Actual, Explanation } from "@/server/journeys/rules/evaluate";
import { type Fact, factTypes } from "@/server/journeys/rules/facts";
import { type Condition, type GroupKind, isGroup, openGroup, type Rule } from "@/server/journeys/rules/schema";
import { formatMoney, isCurrency } from "@/server/money";

export type RuleWords = {
  t: (key: string, values?: Record<string, string | number>) => string;
  has: (key: string) => boolean;
  locale: string;
};

/** A rule as a sentence. */
export function sentence(rule: Rule, words: RuleWords): string {
  if (!isGroup(rule)) return conditionSentence(rule, words);
  const { kind, parts } = openGroup(rule);
  const said = parts.map((part) => {
    const inner = sentence(part, words);
    return isGroup(part) && openGroup(part).parts.length > 1 ? words.t("inner", { rule: inner }) : inner;
  });
  return joined(kind, said, words);
}

/** Why a rule held or did not, as a sentence: "open balance is $7,210.00, more than $5,000.00: yes". */
export function explained(explanation: Explanation, words: RuleWords): string {
  if ("group" in explanation) {
    const said = explanation.parts.map((part) => {
      const inner = explained(part, words);
      return "group" in part && part.parts.length > 1 ? words.t("inner", { rule: inner }) : inner;
    });
    if (explanation.group === "none") return words.t("noneExplained", { rules: list(said, "conjunction", words) });
    return said.join(words.t("explainedSeparator"));
  }
  const { condition, actual, holds } = explanation;
  const answer = words.t(holds ? "yes" : "no");
  if ("is" in condition) return words.t("explainedSentence", { sentence: conditionSentence(condition, words), answer });
  return words.t("explained", {
    fact: factWords(condition, words),
    actual: actualWords(condition, actual, words),
    asked: askedWords(condition, words),
    answer,
  });
}

function conditionSentence(condition: Condition, words: RuleWords): string {
  if ("is" in condition) return words.t(`${condition.is ? "when" : "whenNot"}.${condition.fact}`);
  return words.t("sentence", { fact: factWords(condition, words), asked: askedWords(condition, words) });
}

function joined(kind: GroupKind, said: string[], words: RuleWords): string {
  if (said.length === 0) return words.t("empty");
  if (kind === "none") return words.t("none", { rules: list(said, "disjunction", words) });
  return list(said, kind === "all" ? "conjunction" : "disjunction", words);
}

function list(said: string[], type: Intl.ListFormatType, { locale }: RuleWords): string {
  return new Intl.ListFormat(locale, { type }).format(said);
}

/** "open balance", "field “terms”". */
function factWords(condition: Condition, { t }: RuleWords): string {
  if (condition.fact === "field") return t("namedField", { name: condition.field ?? "" });
  if (condition.fact === "webhook_result") return t("namedResult", { name: condition.path });
  return t(`facts.${condition.fact}`);
}

/** "more than $5,000.00". */
function askedWords(condition: Exclude<Condition, { is: boolean }>, words: RuleWords): string {
  const { t } = words;
  const key = `asked.${factTypes[condition.fact]}.${condition.op}`;
  if ("values" in condition) {
    const conjunction = condition.op === "has_all";
    const values = condition.values.map((value) => valueWords(condition.fact, value, words));
    return t(key, { values: list(values, conjunction ? "conjunction" : "disjunction", words) || t("unset") });
  }
  if ("amountMinor" in condition) {
    const amount = (minor: number) => moneyWords(minor, condition.currency, words);
    return t(key, { value: amount(condition.amountMinor), to: amount(condition.toMinor ?? condition.amountMinor) });
  }
  if (condition.fact === "last_payment") return t(key, { count: condition.days ?? 0 });
  const value = (asked: unknown) =>
    typeof asked === "number" ? numberWords(condition.fact, asked, words) : String(asked ?? t("unset"));
  return t(key, { value: value(condition.value), to: value("to" in condition ? condition.to : condition.value) });
}

function actualWords(condition: Condition, actual: Actual, words: RuleWords): string {
  const { t, locale } = words;
  if (actual === null || actual === "") return t(condition.fact === "last_payment" ? "neverYet" : "notKnown");
  if ("currency" in condition) return moneyWords(Number(actual), condition.currency, words);
  if (condition.fact === "last_payment") return t("daysAgo", { count: Number(actual) });
  if (Array.isArray(actual)) {
    const said = actual.map((value: string) => valueWords(condition.fact, value, words));
    return new Intl.ListFormat(locale, { type: "unit" }).format(said) || t("nothing");
  }
  if (typeof actual === "number") return numberWords(condition.fact, actual, words);
  if (typeof actual === "boolean") return t(actual ? "yes" : "no");
  return valueWords(condition.fact, String(actual), words);
}

function numberWords(fact: Fact, value: number, { t, has, locale }: RuleWords): string {
  const key = `amounts.${fact}`;
  return has(key) ? t(key, { count: value }) : new Intl.NumberFormat(locale).format(value);
}

function moneyWords(amountMinor: number, currency: string, { locale }: RuleWords): string {
  return isCurrency(currency) ? formatMoney({ amountMinor, currency }, locale) : `${amountMinor} ${currency}`;
}

/** A value of an enumeration or a set in words: a country's name, "30 to 60 days", a tag in quotes. */
function valueWords(fact: Fact, value: string, { t, has, locale }: RuleWords): string {
  if (fact === "country") return displayName(locale, "region", value);
  if (fact === "language") return displayName(locale, "language", value);
  const key = `values.${fact}.${value}`;
  if (has(key)) return t(key);
  return fact === "currency" ? value : t("quoted", { text: value });
}

function displayName(locale: string, type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

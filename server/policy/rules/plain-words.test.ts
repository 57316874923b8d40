import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { currentPack } from "@/server/policy/rules/pack";
import { plainWords, weekLines } from "@/server/policy/rules/plain-words";
import { daily, weekly } from "@/server/policy/rules/rule";

describe("what a rule asks", () => {
  test.each(["en", "hi"])("is a sentence in %s for every rule of the pack, with all of its numbers", (locale) => {
    const { asks } = JSON.parse(readFileSync(`server/i18n/messages/${locale}/contactRules.json`, "utf8"));
    for (const rule of currentPack.rules) {
      const { text, values } = plainWords(rule);
      const message = text.split(".").reduce((level, name) => level?.[name], asks);
      expect([rule.id, typeof message]).toEqual([rule.id, "string"]);
      const sentence = String(new IntlMessageFormat(message, locale).format(values));
      for (const value of Object.values(values)) {
        if (typeof value !== "number") continue;
        expect([sentence, sentence.includes(value.toLocaleString(locale))]).toEqual([sentence, true]);
      }
    }
  });

  test("tells hours as few lines from Monday on", () => {
    expect(weekLines(daily("08:00", "21:00"))).toEqual([{ from: 480, to: 1260, first: 0, last: 6 }]);
    expect(weekLines(weekly(["07:00", "21:00"], ["07:00", "21:00"], ["13:00", "17:00"]))).toEqual([
      { from: 420, to: 1260, first: 0, last: 5 },
      { from: 780, to: 1020, first: 6, last: 6 },
    ]);
  });
});

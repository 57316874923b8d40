import { expect, test } from "vitest";
import en from "@/server/i18n/messages/en/policy.json";
import hi from "@/server/i18n/messages/hi/policy.json";
import { citationText } from "@/server/policy/citation-text";
import { currentPack } from "@/server/policy/rules/pack";

test.each([en, hi])("every rule of our own policy is cited in the reader's words, and no law is", ({ citations }) => {
  const words: Record<string, string> = {
    after: citations.after,
    ...Object.fromEntries(Object.entries(citations.own).map(([id, text]) => [`own.${id}`, text])),
  };
  const wrong = currentPack.rules.filter(({ id, citation }) => {
    let asked: string | undefined;
    const text = citationText({ ruleId: id, citation }, (key) => {
      asked = words[key];
      return asked ?? "";
    });
    return citation.includes("our policy") ? !asked : asked !== undefined || text !== citation;
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

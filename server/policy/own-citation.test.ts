import { expect, test } from "vitest";
import en from "@/server/i18n/messages/en/policy.json";
import hi from "@/server/i18n/messages/hi/policy.json";
import { ownCitation } from "@/server/policy/own-citation";
import { currentPack } from "@/server/policy/rules/pack";

test("every rule of our own policy is cited in the reader's words, and no law is", () => {
  const missing = currentPack.rules.flatMap((rule) => {
    const own = ownCitation({ ruleId: rule.id, citation: rule.citation });
    if (!own) return rule.citation.includes("our policy") ? [rule.id] : [];
    const id = own.key.startsWith("own.") ? own.key.slice(4) : null;
    const known = [en, hi].every(({ citations }) => (id ? id in citations.own : "after" in citations));
    return known && rule.basis === "policy" ? [] : [rule.id];
  });
  expect(missing).toEqual([]);
  expect(ownCitation({ ruleId: "US-F-TIME", citation: "12 CFR 1006.6(b)(1)(i)" })).toBeNull();
});

import { expect, test } from "vitest";
import { isReadByRules } from "@/server/flows/reading/read-by-rules";

test.each([
  "Yes",
  "No.",
  "stop",
  "wrong number",
  "I already paid it",
  "$704.50",
  "1234",
  "",
  "हाँ",
  "मेरे वकील से बात करो",
])("rules read: %s", (text) => expect(isReadByRules(text)).toBe(true));

test.each([
  "Well, it depends",
  "Yes, you bastard",
  "I need more time, I cannot go on living like this",
  "तुम कौन होते हो पूछने वाले",
])("rules do not: %s", (text) => expect(isReadByRules(text)).toBe(false));

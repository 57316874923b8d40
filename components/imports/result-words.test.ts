import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import english from "@/server/i18n/messages/en/imports.json";
import hindi from "@/server/i18n/messages/hi/imports.json";

const text = { en: english.result.goodRowsHint, hi: hindi.result.goodRowsHint };

test.each([
  ["en", 5, 1, "5 rows are imported; 1 row with errors is left out."],
  ["en", 1, 2, "1 row is imported; 2 rows with errors are left out."],
  ["hi", 5, 1, "5 पंक्तियाँ आयात होंगी; त्रुटि वाली 1 पंक्ति छोड़ी जाएगी।"],
  ["hi", 1, 2, "1 पंक्ति आयात होगी; त्रुटि वाली 2 पंक्तियाँ छोड़ी जाएँगी।"],
] as const)("%s counts %i good and %i bad rows in its grammar", (locale, good, bad, expected) => {
  expect(new IntlMessageFormat(text[locale], locale).format({ good, bad })).toBe(expected);
});

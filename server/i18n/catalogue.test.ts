import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { loadMessages, type Messages, nested } from "@/server/i18n/catalogue";
import { defaultLocale, locales, pickLocale } from "@/server/i18n/locales";

const folder = (locale: string) => join(process.cwd(), "server", "i18n", "messages", locale);
const namespaces = (locale: string) => readdirSync(folder(locale)).sort();

function flat(messages: Messages, prefix = ""): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") entries.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) entries.set(inner, text);
  }
  return entries;
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** Names a message takes: `{count, plural, …}` and `<link>` count like `{name}`; inside every branch too. */
function placeholders(elements: readonly Element[]): string[] {
  const names = new Set<string>();
  const visit = (element: Element) => {
    if ("options" in element) {
      for (const option of Object.values(element.options)) for (const each of option.value) visit(each);
    }
    if ("children" in element) for (const each of element.children) visit(each);
    const plain = element.type === 0 || element.type === 7;
    if (!plain) names.add(element.value);
  };
  for (const element of elements) visit(element);
  return [...names].sort();
}

describe("the message catalogue", () => {
  const source = flat(loadMessages(defaultLocale));

  test("Hindi has one word each for a workspace and an invoice", () => {
    const second = /कार्यस्थान|वर्कस्पेस|चालान|बीजक|(?<!\p{L})बिल(?:ों)?(?![\p{L}\p{M}])/u;
    const wrong = [...flat(loadMessages("hi"))].filter(([, text]) => second.test(text));
    expect(wrong).toEqual([]);
  });

  test.each(locales)("%s has the namespaces that English has, all of them loaded", (locale) => {
    expect(namespaces(locale)).toEqual(namespaces(defaultLocale));
    expect(Object.keys(loadMessages(locale)).map((name) => `${name}.json`)).toEqual(namespaces(locale));
  });

  test.each(locales.filter((locale) => locale !== defaultLocale))("%s says everything that English says", (locale) => {
    const other = flat(loadMessages(locale));
    expect(
      [...source.keys()].filter((key) => !other.has(key)),
      "missing",
    ).toEqual([]);
    expect(
      [...other.keys()].filter((key) => !source.has(key)),
      "unknown",
    ).toEqual([]);
  });

  test.each(locales)("every message of %s is valid and takes the same placeholders as in English", (locale) => {
    const wrong: string[] = [];
    for (const [key, text] of flat(loadMessages(locale))) {
      try {
        const own = placeholders(new IntlMessageFormat(text, locale).getAst());
        const wanted = placeholders(new IntlMessageFormat(source.get(key) ?? text, defaultLocale).getAst());
        if (own.join() !== wanted.join()) wrong.push(`${key}: {${own}} for {${wanted}}`);
      } catch (error) {
        wrong.push(`${key}: ${error instanceof Error ? error.message : error}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("no message is left in English in Hindi", () => {
    const hindi = flat(loadMessages("hi"));
    const untranslated = [...source].filter(([key, text]) => {
      const words = text.replaceAll(/\{[^}]*\}|<[^>]*>|https?:\S+|[A-Z0-9_]{2,}/g, "").match(/[a-z]{4,}/g) ?? [];
      return words.length > 2 && hindi.get(key) === text;
    });
    expect(untranslated.map(([key]) => key)).toEqual([]);
  });

  test("a file that both languages share is one JSON object each", () => {
    for (const locale of locales) {
      for (const file of namespaces(locale)) {
        expect(typeof JSON.parse(readFileSync(join(folder(locale), file), "utf8")), `${locale}/${file}`).toBe("object");
      }
    }
  });

  test("dotted keys are levels", () => {
    expect(nested({ "a.b": "1", a: { c: "2" }, d: { "e.f": "3" } })).toEqual({
      a: { b: "1", c: "2" },
      d: { e: { f: "3" } },
    });
  });
});

describe("the reader's language", () => {
  test.each([
    ["hi", "en-US", "hi"],
    [undefined, "fr;q=0.9, hi-IN;q=0.8, en;q=0.7", "hi"],
    ["xx", "en-GB,hi;q=0.5", "en"],
    [undefined, "de", "en"],
    [undefined, null, "en"],
  ])("chosen %s, asked for %s: %s", (chosen, asked, locale) => {
    expect(pickLocale(chosen, asked)).toBe(locale);
  });
});

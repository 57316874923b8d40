// What is held of a person as one page that a browser shows and prints: no script, nothing from elsewhere. Pure but for words.
import { loadMessages, type Messages } from "@/server/i18n/catalogue";
import type { Locale } from "@/server/i18n/locales";
import type { PersonFile } from "@/server/rights/export/gather-person";

const style = `body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid #ccc}
article{border:1px solid #ddd;border-radius:6px;padding:.5rem .75rem;margin:.5rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:0}dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.35rem}}`;

export function personPage(file: PersonFile, made: { of: string; at: string }, locale: Locale): string {
  const words = wordsOf(locale);
  const title = words("title");
  const sections = Object.entries(file).map(([name, rows]) => section(words(`sections.${name}`), rows, words));
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>
<p>${escaped(words("lead"))}</p><p>${escaped(made.of)} · ${escaped(made.at)}</p>${sections.join("")}</body></html>\n`;
}

function section(heading: string, rows: Record<string, unknown>[], words: (key: string) => string): string {
  const body = rows.length > 0 ? rows.map(article).join("") : `<p>${escaped(words("nothing"))}</p>`;
  return `<section><h2>${escaped(heading)} (${rows.length})</h2>${body}</section>`;
}

function article(row: Record<string, unknown>): string {
  const lines = Object.entries(row).filter(([, value]) => !isEmpty(value));
  return `<article><dl>${lines
    .map(([name, value]) => `<dt>${escaped(name.replaceAll("_", " "))}</dt><dd>${escaped(textOf(value))}</dd>`)
    .join("")}</dl></article>`;
}

const isEmpty = (value: unknown) =>
  value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
const textOf = (value: unknown) => (typeof value === "object" ? JSON.stringify(value, null, 1) : String(value));

const characters: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => characters[character] ?? character);
}

function wordsOf(locale: Locale): (key: string) => string {
  const messages = loadMessages(locale);
  return (key) => {
    let level: Messages | string | undefined = messages;
    for (const name of `privacy.file.${key}`.split(".")) level = typeof level === "object" ? level[name] : undefined;
    return typeof level === "string" ? level : key;
  };
}

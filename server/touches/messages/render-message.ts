// From a message's document to what is sent. A text is compiled once (an e-mail's HTML through its template, with marks
// where variables go) and filled for each debtor, so that a batch of thousands renders a template a handful of times.
import type { MessageBody } from "@/server/journeys/graph/schema";
import type { MessageVariable } from "@/server/journeys/graph/variables";
import type { TouchContent } from "@/server/touches/contract";

export type MessageValues = Record<MessageVariable, string> & { unsubscribe_url: string };

/** What the e-mail template is given; runs may hold marks where variables go. */
export type EmailLayout = {
  language: string;
  companyName: string;
  postalAddress: string | null;
  paragraphs: { text: string; bold: boolean; italic: boolean; href?: string }[][];
  unsubscribe: { label: string; url: string } | null;
};
export type RenderEmail = (layout: EmailLayout) => Promise<string>;

export type RenderedMessage = { subject: string; text: string; html: string };

// Private-use characters: no template, escaper or person writes them.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const mark = (name: string) => `${OPEN}${name}${CLOSE}`;
const marks = new RegExp(`${OPEN}([a-z_.]+)${CLOSE}`, "g");

type Compiled = { subject: string; text: string; html: string };

/** Renders messages; keeps what it compiled for as long as the text is kept. */
export class MessageRenderer {
  private readonly compiled = new WeakMap<TouchContent, Map<string, Promise<Compiled>>>();

  constructor(private readonly renderEmail: RenderEmail) {}

  /** An e-mail: subject, HTML and plain text. */
  async email(
    content: TouchContent,
    values: MessageValues,
    company: { name: string; language: string; postalAddress: string | null },
    unsubscribeLabel: string,
  ): Promise<RenderedMessage> {
    if (content.type === "text" && content.html !== undefined) {
      return { subject: content.subject ?? "", text: content.text, html: content.html };
    }
    const forms = this.compiled.get(content) ?? new Map<string, Promise<Compiled>>();
    this.compiled.set(content, forms);
    const { name, language, postalAddress } = company;
    const key = JSON.stringify([name, language, postalAddress, values.unsubscribe_url !== "", unsubscribeLabel]);
    let compiled = forms.get(key);
    if (!compiled) {
      if (forms.size > 200) forms.clear();
      compiled = this.compile(content, company, values.unsubscribe_url !== "" ? unsubscribeLabel : null);
      forms.set(key, compiled);
    }
    const { subject, text, html } = await compiled;
    return { subject: fill(subject, values), text: fill(text, values), html: fill(html, values, escapeHtml) };
  }

  private async compile(
    content: TouchContent,
    company: { name: string; language: string; postalAddress: string | null },
    unsubscribeLabel: string | null,
  ): Promise<Compiled> {
    const unsubscribe = unsubscribeLabel ? { label: unsubscribeLabel, url: mark("unsubscribe_url") } : null;
    const text = emailText(content, company, unsubscribe);
    const html = await this.renderEmail({
      language: company.language,
      companyName: company.name,
      postalAddress: company.postalAddress,
      paragraphs: paragraphsOf(content),
      unsubscribe,
    });
    return { subject: subjectOf(content), text, html };
  }
}

type Company = { name: string; postalAddress: string | null };
type Unsubscribe = { label: string; url: string } | null;

function emailText(content: TouchContent, company: Company, unsubscribe: Unsubscribe): string {
  const footer = [company.name, company.postalAddress, unsubscribe && `${unsubscribe.label}: ${unsubscribe.url}`];
  return [plainText(content, "\n"), footer.filter(Boolean).join("\n")].join("\n\n-- \n");
}

/** Subject and plain text of an e-mail, as `email` renders them beside its HTML. */
export function emailWords(
  content: TouchContent,
  values: MessageValues,
  company: Company,
  unsubscribeLabel: string,
): { subject: string; text: string } {
  if (content.type === "text" && content.html !== undefined) {
    return { subject: content.subject ?? "", text: content.text };
  }
  const unsubscribe = values.unsubscribe_url ? { label: unsubscribeLabel, url: mark("unsubscribe_url") } : null;
  return {
    subject: fill(subjectOf(content), values),
    text: fill(emailText(content, company, unsubscribe), values),
  };
}

/** A text message or a call's script: plain text. */
export function renderPlain(content: TouchContent, values: MessageValues, between: string): string {
  return fill(plainText(content, between), values);
}

function subjectOf(content: TouchContent): string {
  if (content.type === "text") return content.subject ?? "";
  return content.subject ? documentText(content.subject, " ") : "";
}

function plainText(content: TouchContent, between: string): string {
  return content.type === "text" ? content.text : documentText(content.body, between);
}

function documentText(document: MessageBody, between: string): string {
  return document.content
    .map((paragraph) =>
      paragraph.content
        .map((inline) => {
          if (inline.type === "text") return unmarked(inline.text);
          return inline.type === "variable" ? mark(inline.name) : "\n";
        })
        .join(""),
    )
    .join(between)
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {2,}/g, " ")
    .trim();
}

function paragraphsOf(content: TouchContent): EmailLayout["paragraphs"] {
  if (content.type === "text") {
    return content.text.split(/\n{2,}/).map((text) => [{ text: unmarked(text), bold: false, italic: false }]);
  }
  // A blank line is an empty paragraph; in HTML the margins are the blank lines.
  const filled = content.body.content.filter((paragraph) => paragraph.content.length > 0);
  return filled.map((paragraph) =>
    paragraph.content.map((inline) => {
      if (inline.type === "hardBreak") return { text: "\n", bold: false, italic: false };
      if (inline.type === "variable") {
        const text = mark(inline.name);
        return { text, bold: false, italic: false, ...(inline.name === "pay_link" ? { href: text } : {}) };
      }
      const bold = inline.marks?.includes("bold") ?? false;
      return { text: unmarked(inline.text), bold, italic: inline.marks?.includes("italic") ?? false };
    }),
  );
}

const unmarked = (text: string) => text.replaceAll(OPEN, "").replaceAll(CLOSE, "");

// " (loads: …)" with its variables; in HTML, text and variable stand apart by an empty comment.
const bracketed = new RegExp(` ?\\((?:[^()<>]|<!-- -->)*?${OPEN}(?:[^()<>]|<!-- -->)*\\)`, "g");

/** Puts the values in. What stands in brackets goes with them where nothing is known to put there. */
function fill(template: string, values: MessageValues, encode: (text: string) => string = (text) => text): string {
  const known = values as Record<string, string | undefined>;
  const withValues = template.replace(bracketed, (bracket) =>
    [...bracket.matchAll(marks)].some(([, name]) => known[name ?? ""]) ? bracket : "",
  );
  return withValues.replace(marks, (_mark, name: string) => encode(known[name] ?? ""));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

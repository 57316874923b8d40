import { type Content, Html, html } from "@/components/payments/pay-page/html";
import { payPageStyles } from "@/components/payments/pay-page/styles";
import type { PayWords } from "@/components/payments/pay-page/words";
import { localeNames, locales } from "@/server/i18n/locales";

export type Frame = {
  words: PayWords;
  workspace: { name: string; phone: string | null; email: string | null; sandbox: boolean } | null;
  title: string;
  /** The page's own path, for the language switch; its query is kept but for `lang`. */
  path: string;
  query?: Record<string, string>;
};

/** The whole document around a page's content; its text is ready to be sent. */
export function payDocument(frame: Frame, content: Content): string {
  const { words, workspace, title } = frame;
  const body = html`<!doctype html><html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,"><title>${title}</title><style>${new Html(payPageStyles)}</style></head><body><div class="page"><header class="top"><h1>${workspace?.name ?? "Duelane"}</h1>${languageSwitch(frame)}</header><main>${workspace?.sandbox && html`<p class="test">${words.t("testBanner")}</p>`}${content}</main>${workspace && contact(frame, workspace)}</div></body></html>`;
  return body.text;
}

function languageSwitch({ words, path, query }: Frame): Html {
  const others = locales.filter((locale) => locale !== words.language);
  return html`<nav class="lang" aria-label="${words.t("language")}">${others.map(
    (locale) =>
      html`<a href="${path}?${new URLSearchParams({ ...query, lang: locale }).toString()}" lang="${locale}" hreflang="${locale}">${localeNames[locale]}</a>`,
  )}</nav>`;
}

function contact({ words }: Frame, workspace: NonNullable<Frame["workspace"]>): Html | false {
  const { phone, email } = workspace;
  if (!phone && !email) return false;
  return html`<footer class="foot"><p>${words.t("questions")}</p>${
    phone && html`<a href="tel:${phone}">${words.t("call", { phone: words.phone(phone) })}</a>`
  }${email && html`<a href="mailto:${email}">${words.t("write", { email })}</a>`}</footer>`;
}

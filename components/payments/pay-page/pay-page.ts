// What a stranger sees who opened a pay link. Pure: the page's facts in, HTML out.
import { payDocument } from "@/components/payments/pay-page/document";
import { type Content, html } from "@/components/payments/pay-page/html";
import type { PayWords } from "@/components/payments/pay-page/words";
import { currencyExponent, decimalText } from "@/server/money";
import type { PayableInvoice, PayPage } from "@/server/payments/contract";
import { toPublicId } from "@/server/public-ids";
import { daysBetween } from "@/server/time/calendar";

/** More are summed up in one line: the page stays small, and "pay all" pays them too. */
const rowsMax = 150;

export type PayProblem =
  | "nothing_due"
  | "nothing_chosen"
  | "not_open"
  | "not_positive"
  | "more_than_open"
  | "not_an_amount"
  | "too_small"
  | "offline"
  | "stale";
/** `at`: which of the two forms was refused. */
export type Refused = {
  at: "all" | "chooser";
  problem: PayProblem;
  currency?: string;
  amount?: string;
  chosen?: string[];
  mostMinor?: number;
};

type View = {
  words: PayWords;
  page: PayPage;
  path: string;
  query?: Record<string, string>;
  refused?: Refused;
  /** Nobody takes cards for this workspace: what is open is shown, and whom to ask. */
  offline: boolean;
};

/** The page in every state of a link that was once good. */
export function renderPayPage(view: View): string {
  const { words, page } = view;
  const { workspace } = page;
  const title = words.t("title", { workspace: workspace.name });
  return payDocument(
    { words, workspace, title, path: view.path, ...(view.query ? { query: view.query } : {}) },
    page.state === "live" ? liveContent(view) : deadContent(words, page),
  );
}

/** For an address that was never a pay link, or asked too often. */
export function renderNoPage(words: PayWords, path: string, reason: "unknown" | "limited" | "broken"): string {
  const content = html`<section class="note warn"><h2>${words.t(reason)}</h2><p>${words.t(`${reason}Text`)}</p></section>`;
  return payDocument({ words, workspace: null, title: words.t(reason), path }, content);
}

function deadContent(words: PayWords, page: PayPage): Content {
  const state = page.state === "revoked" ? "revoked" : "expired";
  const workspace = page.workspace.name;
  return html`<section class="note warn"><h2>${words.t(state)}</h2><p>${words.t(`${state}Text`, { workspace })}</p></section>`;
}

function liveContent(view: View): Content {
  const { words, page } = view;
  const currencies = [...new Set(page.invoices.map((invoice) => invoice.currency))].sort();
  const sections = currencies.map((currency) => currencySection(view, currency));
  return [
    outcome(view, currencies.length > 0),
    view.refused && !currencies.includes(view.refused.currency ?? "") && alert(problemText(words, page, view.refused)),
    view.offline && currencies.length > 0 && offlineNote(words, page),
    html`<p class="who">${words.t("for", { debtor: page.debtor?.name ?? "" })}</p>`,
    currencies.length > 0 ? sections : page.checkout?.status !== "succeeded" && nothingDue(words, page),
  ];
}

function offlineNote(words: PayWords, page: PayPage): Content {
  const text = words.t("problems.offline", { workspace: page.workspace.name });
  return html`<section class="note warn"><p>${text}</p></section>`;
}

function nothingDue(words: PayWords, page: PayPage): Content {
  const text = words.t("nothingDueText", { workspace: page.workspace.name });
  return html`<section class="note good"><h2>${words.t("nothingDue")}</h2><p>${text}</p></section>`;
}

/** How the checkout ended that the reader comes back from. */
function outcome({ words, page, path }: View, rest: boolean): Content {
  if (!page.checkout) return null;
  const { status, currency, amountMinor, id: reference } = page.checkout;
  const amount = words.money(amountMinor, currency);
  if (status === "succeeded")
    return html`<section class="note good" role="status"><h2>${words.t("thanks", { amount })}</h2><p>${words.t("thanksText", { reference })}</p><p>${rest ? words.t("thanksRest") : words.t("nothingDueText", { workspace: page.workspace.name })}</p></section>`;
  if (status === "processing")
    return html`<section class="note warn" role="status"><h2>${words.t("processing", { amount })}</h2><p>${words.t("processingText", { reference })}</p>${page.workspace.sandbox && finishNow(words, path, reference)}</section>`;
  if (status === "failed")
    return html`<section class="note bad" role="alert"><h2>${words.t("failed", { amount })}</h2><p>${words.t("failedText")}</p></section>`;
  return html`<section class="note warn" role="status"><h2>${words.t("unfinished")}</h2><p>${words.t("unfinishedText")}</p></section>`;
}

/** The test bank can be hurried. */
function finishNow(words: PayWords, path: string, checkout: string): Content {
  const action = `${path}/sandbox-checkout?checkout=${checkout}&lang=${words.language}`;
  return html`<form class="pay" method="post" action="${action}"><input type="hidden" name="action" value="finish"><button class="plain">${words.t("sandbox.finish")}</button></form>`;
}

function currencySection(view: View, currency: string): Content {
  const { words, page, path } = view;
  const invoices = page.invoices.filter((invoice) => invoice.currency === currency);
  const payable = invoices.filter((invoice) => invoice.openMinor > 0);
  const sumMinor = payable.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  const late = payable.filter((invoice) => invoice.dueOn < page.today).length;
  const amount = words.money(sumMinor, currency);
  const action = `${path}?lang=${words.language}`;
  const refused = view.refused?.currency === currency ? view.refused : undefined;
  const heading = `due-${currency}`;
  return html`<section class="card" aria-labelledby="${heading} ${heading}-sum"><h2 id="${heading}">${words.t("due")}</h2><p class="big" id="${heading}-sum">${amount}</p><p class="sub">${words.t("summary", { count: invoices.length, late })}</p>${
    refused?.at === "all" && alert(problemText(words, page, refused))
  }${
    sumMinor > 0 &&
    !view.offline &&
    html`<form class="pay" method="post" action="${action}"><input type="hidden" name="currency" value="${currency}"><input type="hidden" name="all" value="${sumMinor}"><button>${words.t("payAll", { amount })}</button></form><p class="hint after">${words.t("secure")}</p>`
  }</section>${chooser(view, { currency, invoices, payable, sumMinor, action, refused })}`;
}

type Chooser = {
  currency: string;
  invoices: PayableInvoice[];
  payable: PayableInvoice[];
  sumMinor: number;
  action: string;
  refused: Refused | undefined;
};

function chooser(view: View, { currency, invoices, payable, sumMinor, action, refused }: Chooser): Content {
  const { words } = view;
  const shown = invoices.slice(0, rowsMax);
  const hidden = invoices.slice(rowsMax);
  const hiddenMinor = hidden.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  const several = payable.length > 1 && !view.offline;
  const rows = html`<ul>${shown.map((invoice) => row(view, invoice, several, refused))}${
    hidden.length > 0 &&
    html`<li class="row"><span class="what">${words.t("more", { count: hidden.length, amount: words.money(hiddenMinor, currency) })}</span></li>`
  }</ul>`;
  if (sumMinor === 0 || view.offline) return html`<section class="card">${rows}</section>`;
  const most = words.money(sumMinor, currency);
  const field = `amount-${currency}`;
  const wrong = refused?.at === "chooser" ? refused : undefined;
  const described = `${field}-hint${wrong ? " problem" : ""}`;
  // Without a script, autofocus is what brings a reader on a phone down to what went wrong.
  const marks = wrong && html` aria-invalid="true" autofocus`;
  const amountHint = words.t(several ? "amountHint" : "amountHintOne", { amount: most });
  return html`<section class="card"><form method="post" action="${action}"><input type="hidden" name="currency" value="${currency}"><fieldset><legend>${words.t(several ? "choose" : "part")}</legend>${
    several ? html`<p class="hint">${words.t("chooseHint")}</p>` : null
  }${rows}</fieldset><div class="field"><label for="${field}">${words.t("amount")} (${currency})</label>${wrong && alert(problemText(words, view.page, wrong))}<input id="${field}" name="amount" inputmode="decimal" autocomplete="off" maxlength="30" value="${refused?.amount ?? ""}" aria-describedby="${described}"${marks}><p class="hint" id="${field}-hint">${amountHint}</p></div><div class="pay"><button class="plain go">${words.t("payChosen")}</button></div></form></section>`;
}

function row(view: View, invoice: PayableInvoice, several: boolean, refused: Refused | undefined): Content {
  const { words, page } = view;
  const id = toPublicId("invoice", invoice.invoiceId);
  const details = html`<span class="what"><span class="line"><b>${words.t("invoice", { number: invoice.number })}</b><span class="money">${words.money(invoice.openMinor || invoice.processingMinor, invoice.currency)}</span></span>${
    invoice.loadNumber && html`<span>${words.t("load", { number: invoice.loadNumber })}</span>`
  }${dueLine(words, page.today, invoice.dueOn)}${
    invoice.documents.length > 0 && html`<span>${words.t("documents", { names: invoice.documents.join(", ") })}</span>`
  }${
    invoice.processingMinor > 0 &&
    html`<span>${words.t("onItsWay", { amount: words.money(invoice.processingMinor, invoice.currency) })}</span>`
  }</span>`;
  if (!several || invoice.openMinor === 0) return html`<li class="row">${details}</li>`;
  const checked = refused?.chosen?.includes(id) ? html` checked` : null;
  return html`<li><label class="row"><input type="checkbox" name="invoice" value="${id}"${checked}>${details}</label></li>`;
}

function dueLine(words: PayWords, today: string, dueOn: string): Content {
  if (dueOn === today) return html`<span>${words.t("dueToday")}</span>`;
  const due = words.t("dueOn", { day: words.day(dueOn) });
  if (dueOn > today) return html`<span>${due}</span>`;
  return html`<span>${due} · <span class="late">${words.t("lateBy", { days: daysBetween(dueOn, today) })}</span></span>`;
}

function alert(text: string): Content {
  return html`<p class="error" role="alert" id="problem">${text}</p>`;
}

function problemText(words: PayWords, page: PayPage, refused: Refused): string {
  const currency = refused.currency ?? "USD";
  return words.t(`problems.${refused.problem}`, {
    amount: words.money(refused.mostMinor ?? 0, currency),
    example: decimalText(123_450, currencyExponent(currency)),
    workspace: page.workspace.name,
  });
}

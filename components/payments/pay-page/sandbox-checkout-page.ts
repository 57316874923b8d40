// The sandbox bank's page: it stands where Stripe's would.
import { payDocument } from "@/components/payments/pay-page/document";
import { type Content, html } from "@/components/payments/pay-page/html";
import type { PayWords } from "@/components/payments/pay-page/words";
import type { PayPage } from "@/server/payments/contract";

export type SandboxCard = { outcome: CardName; number: string };
type CardName = "success" | "decline" | "challenge" | "slow_success" | "slow_failure" | "disputed";

type View = {
  words: PayWords;
  workspace: PayPage["workspace"];
  checkout: { id: string; currency: string; amountMinor: number };
  challenged: boolean;
  cards: readonly SandboxCard[];
  payPath: string;
  problem?: "declined" | "never";
};

/** Choose a card, or answer its 3-D Secure challenge. */
export function renderSandboxCheckout(view: View): string {
  const { words, workspace, checkout, payPath } = view;
  return payDocument(
    {
      words,
      workspace,
      title: words.t("sandbox.title"),
      path: `${payPath}/sandbox-checkout`,
      query: { checkout: checkout.id },
    },
    html`<section class="card">${view.challenged ? challenge(view) : choice(view)}<form class="pay" method="get" action="${payPath}"><input type="hidden" name="lang" value="${words.language}"><button class="plain">${words.t("sandbox.cancel")}</button></form></section>`,
  );
}

function actionOf({ words, checkout, payPath }: View): string {
  return `${payPath}/sandbox-checkout?checkout=${checkout.id}&lang=${words.language}`;
}

function choice(view: View): Content {
  const { words, checkout, cards, problem } = view;
  const amount = words.money(checkout.amountMinor, checkout.currency);
  return html`<h2>${words.t("sandbox.title")}</h2><p class="big">${amount}</p><p class="sub">${words.t("sandbox.intro")}</p>${
    problem && html`<p class="error" role="alert" id="problem">${words.t(`sandbox.${problem}`)}</p>`
  }<form method="post" action="${actionOf(view)}"><input type="hidden" name="action" value="pay"><fieldset class="cards"><legend>${words.t("sandbox.card")}</legend><ul>${cards.map(
    ({ outcome, number }, i) =>
      html`<li><label class="row"><input type="radio" name="card" value="${outcome}"${i === 0 ? html` checked` : null}><span class="what"><b>${words.t(`sandbox.cards.${outcome}`)}</b><span>${spaced(number)}</span></span></label></li>`,
  )}</ul></fieldset><div class="field"><label for="number">${words.t("sandbox.number")}</label><input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="30" aria-describedby="number-hint${problem ? " problem" : ""}"${problem === "never" ? html` aria-invalid="true" autofocus` : null}><p class="hint" id="number-hint">${words.t("sandbox.numberHint")}</p></div><div class="pay"><button>${words.t("sandbox.pay", { amount })}</button></div></form>`;
}

function challenge(view: View): Content {
  const { words, workspace, checkout } = view;
  const amount = words.money(checkout.amountMinor, checkout.currency);
  const answer = (action: "approve" | "refuse", plain: boolean) =>
    html`<form class="pay" method="post" action="${actionOf(view)}"><input type="hidden" name="action" value="${action}"><button${plain ? html` class="plain"` : null}>${words.t(`sandbox.${action}`)}</button></form>`;
  return html`<h2>${words.t("sandbox.challengeTitle")}</h2><p>${words.t("sandbox.challengeText", { amount, workspace: workspace.name })}</p>${answer("approve", false)}${answer("refuse", true)}`;
}

/** "4242 4242 4242 4242". */
function spaced(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, "$1 ");
}

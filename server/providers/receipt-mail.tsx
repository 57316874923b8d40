// The words of a payment receipt, from the catalogue in the payer's language, put into the template.
import { render } from "@react-email/render";
import { createTranslator } from "next-intl";
import { PaymentReceipt } from "@/emails/payment-receipt";
import { loadMessages } from "@/server/i18n/catalogue";
import { defaultLocale, isLocale } from "@/server/i18n/locales";
import type pay from "@/server/i18n/messages/en/pay.json";
import { formatMoney } from "@/server/money";
import type { RenderReceipt } from "@/server/payments/ports";

/** Lines listed one by one; the total speaks for the rest. */
const linesMax = 100;

/** Subject, HTML and plain text. */
export const renderReceipt: RenderReceipt = async (facts) => {
  const language = isLocale(facts.language) ? facts.language : defaultLocale;
  const locale = `${language}-${facts.country}`;
  const messages = { pay: loadMessages(language).pay as typeof pay };
  const t = createTranslator({ locale: language, messages, namespace: "pay" });
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: facts.currency }, locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const amount = money(facts.amountMinor);
  const workspace = facts.workspaceName;
  const contact = [facts.workspacePhone, facts.workspaceEmail].filter(Boolean).join(" · ");
  const subject = t("receipt.subject", { amount, workspace });
  const element = (
    <PaymentReceipt
      language={language}
      sender={workspace}
      preview={subject}
      heading={t("receipt.heading")}
      body={t("receipt.body", {
        workspace,
        amount,
        debtor: facts.debtorName,
        day: days.format(new Date(`${facts.paidOn}T00:00:00Z`)),
      })}
      linesTitle={t("receipt.lines")}
      lines={facts.lines
        .slice(0, linesMax)
        .map((line) => ({ label: t("invoice", { number: line.number }), amount: money(line.amountMinor) }))}
      totalLabel={t("receipt.total")}
      total={amount}
      referenceLabel={t("receipt.reference")}
      reference={facts.reference}
      contact={contact ? t("receipt.contact", { contact }) : t("receipt.contactNone")}
      test={facts.test ? t("receipt.test") : undefined}
    />
  );
  return { subject, html: await render(element), text: await render(element, { plainText: true }) };
};

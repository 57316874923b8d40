// The words of each account mail, from the catalogue in the receiver's language, put into the template.
import { render } from "@react-email/render";
import { createTranslator } from "next-intl";
import { AccountMail, type AccountMailProps } from "@/emails/auth/account-mail";
import type { AccountMail as Message } from "@/server/auth/ports";
import { loadMessages } from "@/server/i18n/catalogue";
import type { Locale } from "@/server/i18n/locales";
import type auth from "@/server/i18n/messages/en/auth.json";

/** Subject, HTML and plain text of a message. */
export async function renderAccountMail(
  message: Message,
  language: Locale,
): Promise<{ subject: string; html: string; text: string }> {
  const messages = { auth: loadMessages(language).auth as typeof auth };
  const t = createTranslator({ locale: language, messages, namespace: "auth.mails" });
  const values = { ...message } as Record<string, string | number>;
  if (message.kind === "invitation") values.role = t(`roles.${message.role}` as "roles.admin");
  const url = "url" in message ? message.url : "resetUrl" in message ? message.resetUrl : undefined;
  const props: AccountMailProps = {
    language,
    preview: t(`${message.kind}.subject`, values),
    heading: t(`${message.kind}.heading`, values),
    paragraphs: t(`${message.kind}.body`, values).split("\n\n"),
    action: url ? { label: t(`${message.kind}.action`), url } : undefined,
    plainLink: t("plainLink"),
    footer: t("footer"),
  };
  const element = <AccountMail {...props} />;
  return {
    subject: props.preview,
    html: await render(element),
    text: await render(element, { plainText: true }),
  };
}

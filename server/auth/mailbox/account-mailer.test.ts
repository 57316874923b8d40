import { describe, expect, test } from "vitest";
import { renderAccountMail } from "@/server/auth/mailbox/account-mail-text";
import { accountMailerOver } from "@/server/auth/mailbox/account-mailer";
import type { AccountMail } from "@/server/auth/ports";
import type { EmailPort, EmailRequest, SendResult } from "@/server/touches/ports";

const url = "https://duelane.test/reset-password?token=abc";
const messages: AccountMail[] = [
  { kind: "verify_email", name: "Pat", url },
  { kind: "already_registered", name: "Pat", signInUrl: "https://duelane.test/sign-in", resetUrl: url },
  { kind: "reset_password", name: "Pat", url, minutes: 30 },
  { kind: "sign_in_link", name: "Pat", url, minutes: 15 },
  { kind: "password_changed", name: "Pat", resetUrl: url },
  { kind: "invitation", inviter: "Sam", workspace: "Blue Lane", role: "agent", url, days: 7 },
];

describe("account mails", () => {
  test.each(messages.flatMap((message) => (["en", "hi"] as const).map((language) => ({ message, language }))))(
    "$message.kind in $language says everything and carries its link",
    async ({ message, language }) => {
      const mail = await renderAccountMail(message, language);
      expect(mail.subject).not.toMatch(/[{}]|auth\.mails/);
      expect(mail.text).not.toMatch(/[{}]|auth\.mails/);
      expect(mail.text).toContain(url);
      expect(mail.html).toContain(`lang="${language}"`);
      if (language === "hi") expect(mail.subject).toMatch(/[\u0900-\u097f]/);
    },
  );

  test("a name with markup stays a name", async () => {
    const mail = await renderAccountMail({ kind: "sign_in_link", name: "<b>Pat</b>", url, minutes: 15 }, "en");
    expect(mail.html).not.toContain("<b>Pat");
    expect(mail.text).toContain("<b>Pat</b>");
  });
});

describe("sending", () => {
  function vendor(results: SendResult[], deduplicates: boolean) {
    const sent: EmailRequest[] = [];
    const port: EmailPort = {
      name: "test",
      deduplicates,
      send: async (mail) => {
        sent.push(mail);
        return results[sent.length - 1] ?? { kind: "accepted", providerRef: "1" };
      },
    };
    const mailer = accountMailerOver(port);
    const send = () =>
      mailer.send({ key: "k", to: "pat@example.com", language: "en", message: messages[2] as AccountMail });
    return { sent, send };
  }

  test("what surely did not leave is tried again with the same key", async () => {
    const { sent, send } = vendor([{ kind: "not_sent", code: "TIMEOUT" }], true);
    await send();
    expect(sent.map((mail) => mail.idempotencyKey)).toEqual(["k", "k"]);
  });

  test("what may have left is sent again only to a vendor that drops the second", async () => {
    const doubt: SendResult = { kind: "in_doubt", code: "TIMEOUT" };
    const dropping = vendor([doubt], true);
    await dropping.send();
    expect(dropping.sent).toHaveLength(2);
    const doubling = vendor([doubt], false);
    await expect(doubling.send()).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(doubling.sent).toHaveLength(1);
  });

  test("a refused address is not tried again", async () => {
    const { sent, send } = vendor([{ kind: "refused", code: "INVALID" }], true);
    await expect(send()).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(sent).toHaveLength(1);
  });
});

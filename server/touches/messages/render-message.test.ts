import { expect, test } from "vitest";
import { renderReminder } from "@/emails/reminder";
import { textToBody } from "@/server/journeys/graph/message-text";
import { MessageRenderer, type MessageValues, renderPlain } from "@/server/touches/messages/render-message";

const values: MessageValues = {
  "debtor.name": "Smith & Sons <Freight>",
  "contact.name": "Dana",
  balance: "$500.00",
  overdue_balance: "$500.00",
  invoice_count: "2",
  oldest_invoice_number: "007",
  oldest_due_date: "February 1, 2026",
  days_overdue: "29",
  pay_link: "https://pay.example/pay/abc?x=1&y=2",
  "company.name": "Blue Lane",
  "company.phone": "+15125550100",
  load_numbers: "LD1, LD2",
  unsubscribe_url: "https://pay.example/unsubscribe/t",
};
const content = {
  type: "journey" as const,
  subject: textToBody("{{company.name}}: {{balance}} open"),
  body: textToBody("Hello {{contact.name}} at {{debtor.name}},\n\npay {{balance}} here: {{pay_link}}"),
};
const company = { name: "Blue Lane", language: "en", postalAddress: "1 Dock Rd, Austin" };

test("an e-mail is filled from live values, escaped in HTML and plain in text", async () => {
  const renderer = new MessageRenderer(renderReminder);
  const mail = await renderer.email(content, values, company, "Unsubscribe");
  expect(mail.subject).toBe("Blue Lane: $500.00 open");
  expect(mail.text).toContain(
    "Hello Dana at Smith & Sons <Freight>,\n\npay $500.00 here: https://pay.example/pay/abc?x=1&y=2",
  );
  expect(mail.text).toContain("Unsubscribe: https://pay.example/unsubscribe/t");
  expect(mail.html).toContain("Smith &amp; Sons &lt;Freight&gt;");
  expect(mail.html).toContain('href="https://pay.example/pay/abc?x=1&amp;y=2"');
  expect(mail.html).not.toMatch(/[\uE000\uE001]/);
});

test("a template is rendered once for many debtors", async () => {
  let rendered = 0;
  const renderer = new MessageRenderer(async () => {
    rendered += 1;
    return "<p>x</p>";
  });
  for (let i = 0; i < 5; i += 1) {
    await renderer.email(content, { ...values, balance: `$${i}` }, company, "Unsubscribe");
  }
  expect(rendered).toBe(1);
});

test("marks that somebody writes into a text are not variables", () => {
  const body = textToBody("Hello \uE000balance\uE001");
  expect(renderPlain({ type: "journey", body }, values, "\n")).toBe("Hello balance");
});

test("what stands in brackets is left out where nothing is known to put there", async () => {
  const renderer = new MessageRenderer(renderReminder);
  const body = textToBody("It was due (loads: {{load_numbers}}). Reply ({{days_overdue}} days, {{load_numbers}}).");
  const without = { ...values, load_numbers: "" };
  const mail = await renderer.email(
    { type: "journey", subject: textToBody("Due"), body },
    without,
    company,
    "Unsubscribe",
  );
  for (const form of [mail.text, mail.html.replaceAll("<!-- -->", "")]) {
    expect(form).toContain("It was due. Reply (29 days, ).");
  }
  const full = renderPlain({ type: "journey", body }, values, "\n");
  expect(full).toBe("It was due (loads: LD1, LD2). Reply (29 days, LD1, LD2).");
});

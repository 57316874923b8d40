// For amounts that no call is worth: three short texts with the payment link, e-mail where there is no mobile number.
import { Drawing, email, exit, listen, reachable, rest, signature, sms } from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const stop = "Reply STOP to opt out.";

const graph = new Drawing()
  .add(reachable("can_text", "Mobile number known?", "sms"), "yes")
  .add(
    sms(
      "sms_1",
      "SMS 1: the link",
      `{{company.name}}: {{overdue_balance}} for freight invoice {{oldest_invoice_number}} is past due. Pay in a minute: {{pay_link}} ${stop}`,
    ),
    "next",
  )
  .add(listen("after_sms_1", "Opened the link?", ["link_opened"], 3), "timeout")
  .add(
    sms(
      "sms_2",
      "SMS 2: still open",
      `{{company.name}}: {{overdue_balance}} is still open. Pay here: {{pay_link}} Something wrong with the invoice? Reply and we will look. ${stop}`,
    ),
    "next",
  )
  .add(rest("after_sms_2", 5), "next")
  .add(
    sms(
      "sms_3",
      "SMS 3: last text",
      `{{company.name}}: last text about {{overdue_balance}}, {{days_overdue}} days past due. It stays on your account until it is paid: {{pay_link}} ${stop}`,
    ),
    "next",
  )
  .add(rest("after_sms_3", 7), "next")
  .add(exit("finished", "Leave it to the next statement", "finished"))
  .join(["after_sms_1", "link_opened"])
  .add(rest("looking", 2), "next")
  .add(
    sms(
      "sms_help",
      "SMS: need a hand?",
      `{{company.name}}: any trouble paying {{overdue_balance}}? Reply with your question or call {{company.phone}}. The link still works: {{pay_link}} ${stop}`,
    ),
    "next",
  )
  .add(rest("after_help", 4), "next")
  .to("sms_3")
  .join(["can_text", "else"])
  .add(reachable("can_email", "E-mail address known?", "email"), "yes")
  .add(
    email(
      "email_1",
      "E-mail 1: a small amount",
      "{{overdue_balance}} open with {{company.name}}",
      `Hello {{contact.name}},

A small amount is past due on the account of {{debtor.name}}: {{overdue_balance}}, the oldest of it on invoice {{oldest_invoice_number}}.

It takes a minute to pay it here: {{pay_link}}

${signature}`,
    ),
    "next",
  )
  .add(rest("after_email_1", 7), "next")
  .add(
    email(
      "email_2",
      "E-mail 2: still open",
      "Still open: {{overdue_balance}} with {{company.name}}",
      `Hello {{contact.name}},

{{overdue_balance}} is still open, now {{days_overdue}} days past due. You can pay it here: {{pay_link}}

If the amount is not right, reply with the load number ({{load_numbers}}) and we will correct it.

${signature}`,
    ),
    "next",
  )
  .add(rest("after_email_2", 7), "next")
  .to("finished")
  .join(["can_email", "else"])
  .add(exit("unreachable", "Find an address", "unreachable"))
  .graph(
    ["paid_in_full", "promise_made", "dispute_opened", "opted_out", "wants_person", "replied"],
    "For balances that no call is worth. Choose them in the campaign’s audience, for example up to $250. An answer ends the journey: a person reads it.",
  );

export const smallBalancesBySms: JourneyTemplate = {
  key: "small_balances_by_sms",
  name: "Small balances by SMS",
  summary: "Three short texts with the payment link over two weeks; e-mail where no mobile number is known; no calls.",
  graph,
};

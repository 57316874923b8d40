// For loads that a broker paid short: names the difference, sends the documents, asks for the reason in writing, and
// ends with a person who files the claim.
import { call, Drawing, email, exit, listen, reachable, rest, signature } from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const difference = `Hello {{contact.name}},

Your payment (loads {{load_numbers}}) came in short: {{balance}} is still open on the account of {{debtor.name}}, the oldest of it on invoice {{oldest_invoice_number}}.

Please pay the difference here, where you also find the invoices:
{{pay_link}}

If it was deducted on purpose, reply with the reason and what it is based on:
- an accessorial (detention, lumper, layover, TONU) that is not on the rate confirmation,
- a rate that differs from the signed rate confirmation,
- a claim for damage or shortage, with the claim number,
- a document you are missing: proof of delivery, scale ticket or lumper receipt.

We will send what is missing the same day.

${signature}`;

const second = `Hello {{contact.name}},

We have had no answer about the {{balance}} that was short-paid on invoice {{oldest_invoice_number}} and others (loads {{load_numbers}}).

The rate was agreed in the signed rate confirmation and the loads were delivered. Without a written reason for the deduction the full amount is due.

Pay the difference: {{pay_link}}
Or reply with the reason, and we will settle it on its merits.

${signature}`;

const bond = `Hello {{contact.name}},

{{balance}} (loads {{load_numbers}}) is still unpaid, and you have not told us why it was deducted.

Please settle it within five business days: {{pay_link}}

If we cannot settle it by then, we will hand the file, with the rate confirmations and proofs of delivery, to a colleague who may claim it under your broker's bond (BMC-84 or BMC-85). We would much rather hear from you first.

${signature}`;

const script = `Hello, this is an automated call from {{company.name}} for {{contact.name}} in accounts payable. It is about a difference on loads that were paid, for which we sent you an e-mail. To get the details and a payment link by text message, press 1. To tell us when you will pay, press 2. To speak to a person about the deduction, press 3. You can also call us at {{company.phone}}. Thank you.`;

const graph = new Drawing()
  .add(reachable("can_email", "E-mail address known?", "email"), "yes")
  .add(
    email(
      "email_1",
      "E-mail 1: what was deducted?",
      "Short payment on {{oldest_invoice_number}}: {{balance}} still open",
      difference,
    ),
    "next",
  )
  .add(
    listen("after_email_1", "Three days for the reason", ["replied", "paid_in_part", "bounced"], 3),
    "timeout",
    "paid_in_part",
  )
  .add(
    email(
      "email_2",
      "E-mail 2: no reason given",
      "Second request: {{balance}} short-paid on {{oldest_invoice_number}}",
      second,
    ),
    "next",
  )
  .add(listen("after_email_2", "Four days to answer", ["replied"], 4), "timeout")
  .join(["after_email_1", "bounced"], ["can_email", "else"])
  .add(reachable("can_call", "Phone number known?", "voice"), "yes")
  .add(call("call_1", "Call accounts payable", script), "next")
  .add(rest("after_call_1", 2), "next")
  .join(["can_call", "else"])
  .add(reachable("can_warn", "Warn by e-mail?", "email"), "yes")
  .add(
    email(
      "email_3",
      "E-mail 3: before a bond claim",
      "{{balance}} short-paid: please settle within five business days",
      bond,
    ),
    "next",
  )
  .add(rest("after_email_3", 7), "next")
  .join(["after_email_1", "replied"], ["after_email_2", "replied"], ["can_warn", "else"])
  .add(exit("handed_over", "Settle or claim", "handed_over"))
  .graph(
    ["paid_in_full", "promise_made", "dispute_opened", "opted_out", "wants_person"],
    "Launch it on brokers with a short-paid invoice. Keep the sentence about the bond in e-mail 3 only if you do file such claims.",
  );

export const brokerShortPay: JourneyTemplate = {
  key: "broker_short_pay",
  name: "Broker short-pay",
  summary:
    "Asks a broker what was deducted and why, offers the documents, calls once, and ends with a person who settles or claims.",
  graph,
};

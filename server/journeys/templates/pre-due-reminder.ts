// Before the due date: makes sure that the invoice arrived, has its documents and is approved. No pressure, two messages.
import {
  Drawing,
  email,
  exit,
  listen,
  overdueFor,
  reachable,
  rest,
  signature,
  sms,
} from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const ahead = `Hello {{contact.name}},

Invoice {{oldest_invoice_number}} (loads {{load_numbers}}) is due on {{oldest_due_date}}; {{balance}} is open on the account of {{debtor.name}} in all.

May I check that everything is in order on your side?
- Did the invoice and the proof of delivery arrive?
- Is the invoice approved, and in a payment run before the due date?
- Do you need a purchase order number or an upload to your portal?

Reply if anything is missing. If you would like to pay already, by card or bank, it is done here in a minute:
{{pay_link}}

${signature}`;

const due = `Hello {{contact.name}},

A short note that invoice {{oldest_invoice_number}} is due on {{oldest_due_date}}. {{balance}} is open on the account of {{debtor.name}}.

Pay or see the documents here: {{pay_link}}

If the payment is scheduled, thank you; there is nothing else to do.

${signature}`;

const passed = `Hello {{contact.name}},

Invoice {{oldest_invoice_number}} was due on {{oldest_due_date}} and we have not seen the payment yet. {{overdue_balance}} is past due.

If it is on its way, please ignore this note. Otherwise you can pay it here: {{pay_link}}

Tell us if a document is missing, and you will have it today.

${signature}`;

const graph = new Drawing()
  .add(reachable("can_email", "E-mail address known?", "email"), "yes")
  .add(
    email(
      "email_1",
      "E-mail 1: is everything there?",
      "Invoice {{oldest_invoice_number}} from {{company.name}}, due {{oldest_due_date}}",
      ahead,
    ),
    "next",
  )
  .add(listen("after_email_1", "Five days for questions", ["replied", "bounced"], 5), "timeout")
  .add(overdueFor("past_due", "Past due by now?", 1), "yes")
  .add(
    email(
      "email_late",
      "E-mail 2: just past due",
      "Invoice {{oldest_invoice_number}} was due on {{oldest_due_date}}",
      passed,
    ),
    "next",
  )
  .join()
  .add(rest("after_last", 4), "next")
  .add(exit("finished", "Goes on to the overdue journey", "finished"))
  .join(["past_due", "else"])
  .add(
    email(
      "email_due",
      "E-mail 2: due now",
      "Due {{oldest_due_date}}: invoice {{oldest_invoice_number}} from {{company.name}}",
      due,
    ),
    "next",
  )
  .to("after_last")
  .join(["can_email", "else"], ["after_email_1", "bounced"])
  .add(reachable("can_text", "Mobile number known?", "sms"), "yes")
  .add(
    sms(
      "sms_1",
      "SMS: due soon",
      "{{company.name}}: freight invoice {{oldest_invoice_number}} is due {{oldest_due_date}}, {{balance}} open. Documents and payment: {{pay_link}} Reply STOP to opt out.",
    ),
    "next",
  )
  .to("after_last")
  .join(["can_text", "else"])
  .add(exit("unreachable", "Find an address", "unreachable"))
  .join(["after_email_1", "replied"])
  .add(exit("handed_over", "Answer the question", "handed_over"))
  .graph(
    ["paid_in_full", "promise_made", "dispute_opened", "opted_out", "wants_person"],
    "Launch it on debtors whose next invoice is due within a week. It asks, it does not press: most late freight invoices miss a document, not money.",
  );

export const preDueReminder: JourneyTemplate = {
  key: "pre_due_reminder",
  name: "Pre-due reminder",
  summary:
    "A week before the due date: did the invoice and its documents arrive, is it approved? Then one note when it is due.",
  graph,
};

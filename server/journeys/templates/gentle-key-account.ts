// For shippers that one would rather not lose: e-mails only, a week and more apart, each offering help first. Whoever
// answers talks to a person; nobody is called or texted by a machine.
import {
  Drawing,
  email,
  exit,
  listen,
  overdueFor,
  reachable,
  rest,
  signature,
} from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const statement = `Hello {{contact.name}},

Thank you for moving your freight with us. Going through our accounts I noticed that {{overdue_balance}} for {{debtor.name}} has passed its due date; the oldest invoice is {{oldest_invoice_number}}, due {{oldest_due_date}} (loads {{load_numbers}}).

These things are usually a missing document or an invoice that got stuck in approval. Is there anything we can send you: a proof of delivery, a corrected invoice, a purchase order number?

Every open invoice, with its documents, is here, and can be paid there too:
{{pay_link}}

If the payment is on its way, thank you, and please ignore this note.

${signature}`;

const followUp = `Hello {{contact.name}},

I am writing once more about the {{overdue_balance}} that is open on the account of {{debtor.name}}, {{days_overdue}} days after the oldest due date.

Could you tell me where the invoices stand with you, and when payment is planned? A short reply with a date is all I need, and I will note it here.

Overview and payment: {{pay_link}}

If somebody else looks after our invoices now, I would be grateful for their name.

${signature}`;

const last = `Hello {{contact.name}},

{{overdue_balance}} is still open and I have not heard from you. Before this becomes a matter between our finance departments, I would like to settle it between us.

You can pay all of it or a part here: {{pay_link}}
Or simply reply with the date that works for you, or with what is holding it up.

Your account manager here is informed and will be in touch.

${signature}`;

const graph = new Drawing()
  .add(reachable("can_email", "E-mail address known?", "email"), "yes")
  .add(
    email(
      "email_1",
      "E-mail 1: anything missing?",
      "A quick question about your open invoices with {{company.name}}",
      statement,
    ),
    "next",
  )
  .add(listen("after_email_1", "A week to answer", ["replied", "bounced"], 8), "timeout")
  .add(
    email(
      "email_2",
      "E-mail 2: asking for a date",
      "{{oldest_invoice_number}} and others: when can we expect payment?",
      followUp,
    ),
    "next",
  )
  .add(listen("after_email_2", "Ten days to answer", ["replied"], 10), "timeout")
  .add(overdueFor("long_overdue", "45 days overdue?", 45), "else")
  .add(
    email("email_3", "E-mail 3: between us", "{{overdue_balance}} open with {{company.name}}: can we settle it?", last),
    "next",
  )
  .add(rest("after_email_3", 10), "next")
  .join(["after_email_1", "replied"], ["after_email_2", "replied"], ["long_overdue", "yes"])
  .add(exit("handed_over", "Over to the account manager", "handed_over"))
  .join(["can_email", "else"], ["after_email_1", "bounced"])
  .add(exit("unreachable", "Find the right contact", "unreachable"))
  .graph(
    ["paid_in_full", "promise_made", "dispute_opened", "opted_out", "wants_person"],
    "No texts and no automated calls here, on purpose: a key account is called by the person it knows. From 45 days overdue on the account manager takes over at once.",
  );

export const gentleKeyAccount: JourneyTemplate = {
  key: "gentle_key_account",
  name: "Gentle key account",
  summary: "Three personal e-mails over four weeks, each offering help first; whoever answers talks to a person.",
  graph,
};

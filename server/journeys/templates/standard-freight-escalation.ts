// E-mail, then SMS, then a call, three attempts each, days apart in the debtor's zone. Who pays, promises, disputes,
// opts out or asks for a person leaves at once, wherever they are.
import type { DraftGraph } from "@/server/journeys/graph/schema";
import {
  call,
  callKeys,
  Drawing,
  email,
  exit,
  listen,
  reachable,
  reaches,
  rest,
  sms,
} from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const origin = { x: 0, y: 0 };

const emails = [
  {
    title: "E-mail 1: friendly reminder",
    subject: "{{company.name}}: {{overdue_balance}} past due on your freight account",
    body: `Hello {{contact.name}},

A quick reminder that {{overdue_balance}} on the account of {{debtor.name}} is past its due date. The oldest open invoice is {{oldest_invoice_number}}, which was due on {{oldest_due_date}} (loads: {{load_numbers}}).

You can see every open invoice and pay by card or bank here:
{{pay_link}}

If the payment is already on its way, thank you, and please ignore this note. If a proof of delivery or a corrected invoice is missing, reply to this e-mail and we will send it.

Kind regards,
{{company.name}}, accounts receivable
{{company.phone}}`,
  },
  {
    title: "E-mail 2: second reminder",
    subject: "Second reminder: {{overdue_balance}} past due with {{company.name}}",
    body: `Hello {{contact.name}},

We have not seen a payment yet for the freight invoices of {{debtor.name}}. {{overdue_balance}} is past due; invoice {{oldest_invoice_number}} is now {{days_overdue}} days late.

Please pay or tell us when we can expect payment:
{{pay_link}}

Is something wrong with a load, a rate or an accessorial? Reply with the load number ({{load_numbers}}) and we will look into it before anything else happens.

Kind regards,
{{company.name}}, accounts receivable
{{company.phone}}`,
  },
  {
    title: "E-mail 3: before we call",
    subject: "{{oldest_invoice_number}} is {{days_overdue}} days past due: please get in touch",
    body: `Hello {{contact.name}},

{{overdue_balance}} on the account of {{debtor.name}} is still open, the oldest invoice for {{days_overdue}} days.

Please settle it here, in full or in part:
{{pay_link}}

If you cannot pay in full today, reply with the date on which you will, and we will plan around it. Without an answer we will follow up by text message and phone during business hours.

Kind regards,
{{company.name}}, accounts receivable
{{company.phone}}`,
  },
] as const;

const texts = [
  "{{company.name}}: {{overdue_balance}} for your freight invoices is past due (oldest {{oldest_invoice_number}}). View and pay: {{pay_link}} Reply STOP to opt out.",
  "{{company.name}}: a reminder that {{overdue_balance}} is still open, {{days_overdue}} days past due. Pay: {{pay_link}} Need a few days, or something wrong? Reply here. Reply STOP to opt out.",
  "{{company.name}}: please settle {{overdue_balance}} or tell us what is holding it up, otherwise we will call. {{pay_link}} Reply STOP to opt out.",
] as const;

const scripts = [
  `Hello, this is an automated call from {{company.name}} for {{contact.name}} about your freight account. ${callKeys} You can also call us at {{company.phone}}. Thank you.`,
  `Hello, this is an automated call from {{company.name}} for {{contact.name}}. We tried to reach you before about your freight account. ${callKeys} You can also call us at {{company.phone}}. Thank you.`,
  `Hello, this is an automated call from {{company.name}} for {{contact.name}}. This is our last automated call about your freight account; after it a colleague will take over. ${callKeys} You can also call us at {{company.phone}}. Thank you.`,
] as const;

/** One path a channel: silence is an answer only from somebody who could be asked. */
const anyAddress = (["email", "sms", "voice"] as const).map((channel) => ({
  id: channel,
  label: { email: "E-mail", sms: "Mobile", voice: "Phone" }[channel],
  when: reaches(channel),
}));

function standardGraph(): DraftGraph {
  const drawing = new Drawing().add(reachable("can_email", "E-mail address known?", "email"), "yes");
  emails.forEach(({ title, subject, body }, index) => {
    const [id, after] = [`email_${index + 1}`, `after_email_${index + 1}`];
    drawing.add(email(id, title, subject, body), "next");
    if (index > 0) drawing.add(rest(after, 4), "next");
    else drawing.add(listen(after, "Did it bounce?", ["bounced"], 4), "timeout");
  });
  drawing
    .join(["after_email_1", "bounced"], ["can_email", "else"])
    .add(reachable("can_text", "Mobile number known?", "sms"), "yes");
  texts.forEach((text, index) => {
    drawing
      .add(sms(`sms_${index + 1}`, `SMS ${index + 1}`, text), "next")
      .add(rest(`after_sms_${index + 1}`, 3), "next");
  });
  drawing.join(["can_text", "else"]).add(reachable("can_call", "Phone number known?", "voice"), "yes");
  scripts.forEach((script, index) => {
    drawing
      .add(call(`call_${index + 1}`, `Call ${index + 1}`, script), "next")
      .add(rest(`after_call_${index + 1}`, 2), "next");
  });
  return drawing
    .join(["can_call", "else"])
    .add(
      { id: "had_address", kind: "branch", title: "Any address usable?", position: origin, paths: anyAddress },
      ...anyAddress.map((path) => path.id),
    )
    .add(exit("no_answer", "Hand over to a person", "no_answer"))
    .join(["had_address", "else"])
    .add(exit("unreachable", "Find an address", "unreachable"))
    .graph(["paid_in_full", "promise_made", "dispute_opened", "opted_out", "wants_person"]);
}

export const standardFreightEscalation: JourneyTemplate = {
  key: "standard_freight_escalation",
  name: "Standard freight escalation",
  summary: "E-mail, then SMS, then a call, three attempts each, until the debtor pays, promises, disputes or opts out.",
  graph: standardGraph(),
};

// E-mail, then SMS, then a call, three attempts each, days apart in the debtor's zone. Who pays, promises, disputes,
// opts out or asks for a person leaves at once, wherever they are.
import { layoutGraph } from "@/server/journeys/graph/layout";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { Channel, DraftGraph, DraftNode, Edge } from "@/server/journeys/graph/schema";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const origin = { x: 0, y: 0 };
const days = (amount: number) => ({ amount, unit: "days" as const });
const waits = (amount: number) => ({ by: "duration" as const, duration: days(amount) });
const reaches = (channel: Channel) => ({
  all: [{ fact: "reachable" as const, op: "has_any" as const, values: [channel] }],
});

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

/** Names no amount: whoever picks up may not be the one who may know it. */
const keys =
  "To get a payment link by text message, press 1. To tell us when you will pay, press 2. To speak to a person, press 3.";
const scripts = [
  `Hello, this is an automated call from {{company.name}} for {{contact.name}} about your freight account. ${keys} You can also call us at {{company.phone}}. Thank you.`,
  `Hello, this is an automated call from {{company.name}} for {{contact.name}}. We tried to reach you before about your freight account. ${keys} You can also call us at {{company.phone}}. Thank you.`,
  `Hello, this is an automated call from {{company.name}} for {{contact.name}}. This is our last automated call about your freight account; after it a colleague will take over. ${keys} You can also call us at {{company.phone}}. Thank you.`,
] as const;

/** Appends steps one after the other, each from the way out that the last one left open. */
class Draft {
  readonly nodes: DraftNode[] = [];
  readonly edges: Edge[] = [];
  private open: [from: string, port: string][] = [];

  add(node: DraftNode, ...out: string[]): this {
    this.nodes.push(node);
    this.arrive(node.id);
    this.open = out.map((port) => [node.id, port]);
    return this;
  }

  /** These ways out, too, lead to whatever is added next. */
  join(...ways: [from: string, port: string][]): this {
    this.open.push(...ways);
    return this;
  }

  arrive(to: string): void {
    for (const [from, port] of this.open) this.edges.push({ id: `${from}-${port}`, from, port, to });
  }
}

function hasChannel(id: string, title: string, channel: Channel): DraftNode {
  const path = { id: "yes", label: "Yes", when: reaches(channel) };
  return { id, kind: "branch", title, position: origin, paths: [path] };
}

/** One path a channel: silence is an answer only from somebody who could be asked. */
const anyAddress = (["email", "sms", "voice"] as const).map((channel) => ({
  id: channel,
  label: { email: "E-mail", sms: "Mobile", voice: "Phone" }[channel],
  when: reaches(channel),
}));

function standardGraph(): DraftGraph {
  const draft = new Draft()
    .add({ id: "start", kind: "start", position: origin }, "next")
    .add(hasChannel("can_email", "E-mail address known?", "email"), "yes");
  emails.forEach((email, index) => {
    const [id, rest] = [`email_${index + 1}`, `after_email_${index + 1}`];
    const text = { subject: textToBody(email.subject), body: textToBody(email.body) };
    draft.add({ id, kind: "send_email", title: email.title, position: origin, ...text }, "next");
    if (index > 0) {
      draft.add({ id: rest, kind: "wait", position: origin, until: waits(4) }, "next");
      return;
    }
    const title = "Did it bounce?";
    draft.add(
      { id: rest, kind: "wait_for_signal", title, position: origin, signals: ["bounced"], timeout: days(4) },
      "timeout",
    );
  });
  draft
    .join(["after_email_1", "bounced"], ["can_email", "else"])
    .add(hasChannel("can_text", "Mobile number known?", "sms"), "yes");
  texts.forEach((text, index) => {
    const title = `SMS ${index + 1}`;
    draft
      .add({ id: `sms_${index + 1}`, kind: "send_sms", title, position: origin, body: textToBody(text) }, "next")
      .add({ id: `after_sms_${index + 1}`, kind: "wait", position: origin, until: waits(3) }, "next");
  });
  draft.join(["can_text", "else"]).add(hasChannel("can_call", "Phone number known?", "voice"), "yes");
  scripts.forEach((script, index) => {
    const title = `Call ${index + 1}`;
    draft
      .add({ id: `call_${index + 1}`, kind: "place_call", title, position: origin, script: textToBody(script) }, "next")
      .add({ id: `after_call_${index + 1}`, kind: "wait", position: origin, until: waits(2) }, "next");
  });
  draft
    .join(["can_call", "else"])
    .add(
      { id: "had_address", kind: "branch", title: "Any address usable?", position: origin, paths: anyAddress },
      ...anyAddress.map((path) => path.id),
    )
    .add({ id: "no_answer", kind: "exit", title: "Hand over to a person", position: origin, outcome: "no_answer" })
    .join(["had_address", "else"])
    .add({ id: "unreachable", kind: "exit", title: "Find an address", position: origin, outcome: "unreachable" });
  const leaveOn: DraftGraph["leaveOn"] = [
    "paid_in_full",
    "promise_made",
    "dispute_opened",
    "opted_out",
    "wants_person",
  ];
  return layoutGraph({ schemaVersion: 2, leaveOn, nodes: draft.nodes, edges: draft.edges });
}

export const standardFreightEscalation: JourneyTemplate = {
  key: "standard_freight_escalation",
  name: "Standard freight escalation",
  summary: "E-mail, then SMS, then a call, three attempts each, until the debtor pays, promises, disputes or opts out.",
  graph: standardGraph(),
};

// For debtors who promised to pay: quiet until the day has passed, then quick, and a person after the second broken promise.
import {
  call,
  callKeys,
  Drawing,
  email,
  exit,
  listen,
  reachable,
  signature,
  sms,
} from "@/server/journeys/templates/drawing";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

const missed = `Hello {{contact.name}},

The payment you had promised for the account of {{debtor.name}} has not arrived; {{overdue_balance}} is open.

Has something come up? If it was sent, tell us when and by which way, and we will look for it. Otherwise you can pay now, in full or in part:
{{pay_link}}

If you need another date, reply with it, or choose it under the link.

${signature}`;

const graph = new Drawing()
  .add(listen("promised", "Wait for the promised day", ["promise_broken"], 45), "promise_broken")
  .add(reachable("can_email", "E-mail address known?", "email"), "yes")
  .add(
    email(
      "email_1",
      "E-mail: the payment did not arrive",
      "We had expected your payment: {{overdue_balance}} open with {{company.name}}",
      missed,
    ),
    "next",
  )
  .add(listen("after_email", "Two days to react", ["promise_made", "replied", "bounced"], 2), "timeout", "bounced")
  .join(["can_email", "else"])
  .add(reachable("can_text", "Mobile number known?", "sms"), "yes")
  .add(
    sms(
      "sms_1",
      "SMS: the payment did not arrive",
      "{{company.name}}: the payment you promised has not arrived; {{overdue_balance}} is open. Pay now or choose a new date: {{pay_link}} Reply STOP to opt out.",
    ),
    "next",
  )
  .add(listen("after_sms", "Two days to react", ["promise_made", "replied"], 2), "timeout")
  .join(["can_text", "else"])
  .add(reachable("can_call", "Phone number known?", "voice"), "yes")
  .add(
    call(
      "call_1",
      "Call: is there a new date?",
      `Hello, this is an automated call from {{company.name}} for {{contact.name}} about the date we had agreed for your freight account. ${callKeys} You can also call us at {{company.phone}}. Thank you.`,
    ),
    "next",
  )
  .add(listen("after_call", "Two days to react", ["promise_made", "replied"], 2), "timeout")
  .join(["can_call", "else"], ["after_email", "replied"], ["after_sms", "replied"], ["after_call", "replied"])
  .add(exit("handed_over", "A person calls", "handed_over"))
  .join(["after_email", "promise_made"], ["after_sms", "promise_made"], ["after_call", "promise_made"])
  .add(listen("promised_again", "Wait for the second promise", ["promise_broken"], 30), "promise_broken")
  .to("handed_over")
  .join(["promised", "timeout"], ["promised_again", "timeout"])
  .add(exit("no_answer", "Still open after the promise", "no_answer"))
  .graph(
    ["paid_in_full", "dispute_opened", "opted_out", "wants_person"],
    "Launch it on debtors with an open promise. Nothing is sent before the promised day has passed; a second broken promise goes straight to a person.",
  );

export const promiseFollowUp: JourneyTemplate = {
  key: "promise_follow_up",
  name: "Promise follow-up",
  summary:
    "Silent until the promised day, then e-mail, SMS and a call within a week; after a second broken promise a person takes over.",
  graph,
};

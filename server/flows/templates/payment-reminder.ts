// The call that every overdue account gets first: who is on the line, what is open, and what happens now.
import { end, FlowDrawing, goodbye, opening, path, patience, step, text } from "@/server/flows/templates/drawing";
import {
  addDispute,
  addPerson,
  addStrangers,
  agreed,
  disputed,
  disputeFails,
  personFails,
  planStep,
  promiseSteps,
  saysPaid,
  settled,
} from "@/server/flows/templates/steps";
import type { FlowTemplate } from "@/server/flows/templates/template";

const toPerson: [string, string][] = [
  ["reaction", "document"],
  ["reaction", "not_understood"],
  ["terms", "declined"],
  ["when", "not_given"],
  ["promise", "failed"],
  ["link", "failed"],
  ["plan", "failed"],
  ["what_is_open", "unknown"],
];
const noResult: [string, string][] = [
  ["who", "failed"],
  ["reaction", "silent"],
];
const promise = promiseSteps(30);

const drawing = new FlowDrawing(opening)
  .add(step("verify", "who", "The right person?", { checks: ["right_person"], ...patience }), "verified")
  .add(
    step("say", "open", "What is open", {
      sentences: [
        text(
          "This is about your freight account. The amount past due is {{overdue_balance}}. The oldest invoice is {{oldest_invoice_number}}, which was due on {{oldest_due_date}}.",
          "यह आपके मालभाड़े के खाते के बारे में है। {{overdue_balance}} का भुगतान बाकी है। सबसे पुराना चालान {{oldest_invoice_number}} है, जो {{oldest_due_date}} को देय था।",
        ),
      ],
    }),
    "next",
  )
  .add(
    step("listen", "reaction", "What do they say?", {
      prompt: text("How would you like to take care of it?", "आप इसे कैसे निपटाना चाहेंगे?"),
      instruction:
        "Find out how and when the person will settle what is open. Do not press them and do not name other offers.",
      paths: [
        path("nothing_open", "Nothing is open any more", { by: "known", fact: "balance", op: "is", value: 0 }),
        path("pay_now", "Pays now", {
          by: "words",
          words: {
            en: ["pay now", "pay it now", "pay right now", "send me the link", "send the link", "payment link"],
            hi: ["अभी भुगतान", "अभी चुका", "लिंक भेज", "अभी दे"],
          },
        }),
        path("already_paid", "Says it is paid", { by: "intent", intent: "already_paid" }),
        path("discount", "Wants it cheaper", { by: "intent", intent: "asks_discount" }),
        path("time", "Needs time", { by: "intent", intent: "asks_time" }),
        path("document", "Needs a document", { by: "intent", intent: "needs_document" }),
        path("question", "Asks what is open", { by: "intent", intent: "asks_balance" }),
        path("will_pay", "Will pay", { by: "intent", intent: "will_pay" }),
      ],
      skills: [],
      ...patience,
    }),
    "will_pay",
  )
  .add(promise.ask, "filled")
  .add(promise.note, "done")
  .add(promise.end)
  .join(["reaction", "pay_now"])
  .add(step("skill", "link", "Send the link", { skill: "send_pay_link", args: {} }), "done")
  .add(
    end(
      "link_sent",
      "Link sent",
      "link_sent",
      text(
        "I have sent you a link. It takes a minute to pay there. Thank you, goodbye.",
        "मैंने आपको लिंक भेज दिया है। वहाँ भुगतान में एक मिनट लगता है। धन्यवाद, नमस्ते।",
      ),
    ),
  )
  .join(["reaction", "time"], ["reaction", "discount"])
  .add(
    step("offer", "terms", "What we can offer", {
      policy: {
        extension: { daysMax: 14 },
        instalments: { countMax: 3, everyDays: 30, firstPercentMin: 25 },
      },
      ...patience,
    }),
    "accepted",
  )
  .add(planStep, "done")
  .add(agreed)
  .join(["reaction", "question"])
  .add(
    step("answer", "what_is_open", "Answer from the account", {
      sources: ["balance", "invoices", "promise"],
      instruction: "Answer the person's question about their account in one or two sentences.",
    }),
    "next",
  )
  .to("reaction")
  .join(["reaction", "already_paid"])
  .add(saysPaid)
  .join(["reaction", "nothing_open"])
  .add(settled);

addDispute(drawing)
  .add(disputed)
  .join(...toPerson, ...disputeFails);
addPerson(drawing)
  .join(...noResult, ...personFails)
  .add(end("no_result", "No result", "no_result", goodbye));

export const paymentReminder: FlowTemplate = {
  key: "payment_reminder",
  name: "Payment reminder",
  summary:
    "Who is on the line, what is past due, and what happens now: a link, a promise, more time within policy, a dispute, a person.",
  flow: addStrangers(drawing).flow({ dispute: "which", person: "person" }),
};

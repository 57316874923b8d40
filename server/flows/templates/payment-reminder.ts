// The call that every overdue account gets first: who is on the line, what is open, and what happens now.
import {
  end,
  FlowDrawing,
  goodbye,
  opening,
  path,
  patience,
  step,
  text,
  voicemail,
} from "@/server/flows/templates/drawing";
import type { FlowTemplate } from "@/server/flows/templates/template";

const flow = new FlowDrawing(opening)
  .add(step("verify", "who", "The right person?", { checks: ["right_person"], ...patience }), "verified")
  .add(
    step("say", "open", "What is open", {
      sentences: [
        text(
          "I am calling about your freight account. {{overdue_balance}} is past due. The oldest invoice is {{oldest_invoice_number}}, which was due on {{oldest_due_date}}.",
          "मैं आपके मालभाड़े के खाते के बारे में कॉल कर रहा हूँ। {{overdue_balance}} का भुगतान बाकी है। सबसे पुराना चालान {{oldest_invoice_number}} है, जो {{oldest_due_date}} को देय था।",
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
  .add(
    step("ask", "when", "By which day?", {
      slot: "promise_date",
      of: "date",
      question: text("By which day will you pay it?", "आप किस दिन तक भुगतान करेंगे?"),
      limits: { withinDays: 30 },
      isConfirmed: true,
      ...patience,
    }),
    "filled",
  )
  .add(
    step("skill", "promise", "Note the promise", {
      skill: "record_promise",
      args: { dueOn: { from: "slot", slot: "promise_date" } },
      filler: text("One moment, I am noting that down.", "एक क्षण, मैं इसे लिख रहा हूँ।"),
    }),
    "done",
  )
  .add(
    end(
      "promised",
      "Promised",
      "promised",
      text(
        "Thank you. I noted that you will pay by {{slot.promise_date}}. Goodbye.",
        "धन्यवाद। मैंने लिख लिया है कि आप {{slot.promise_date}} तक भुगतान करेंगे। नमस्ते।",
      ),
    ),
  )
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
  .add(
    step("skill", "plan", "Note the agreement", {
      skill: "propose_plan",
      args: { terms: { from: "slot", slot: "offer" } },
    }),
    "done",
  )
  .add(
    end(
      "agreed",
      "Agreed",
      "agreed",
      text(
        "Thank you. I noted what we agreed, and you will get it in writing. Goodbye.",
        "धन्यवाद। जो तय हुआ वह मैंने लिख लिया है, आपको यह लिखित में मिलेगा। नमस्ते।",
      ),
    ),
  )
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
  .add(
    end(
      "says_paid",
      "Says it is paid",
      "says_paid",
      text(
        "Thank you for telling me. We will look for your payment, and only come back to you if we cannot find it. Goodbye.",
        "बताने के लिए धन्यवाद। हम आपका भुगतान देखेंगे और न मिलने पर ही आपसे संपर्क करेंगे। नमस्ते।",
      ),
    ),
  )
  .join(["reaction", "nothing_open"])
  .add(
    end(
      "settled",
      "Nothing open",
      "settled",
      text("I see that nothing is open any more. Thank you, goodbye.", "अब कुछ भी बाकी नहीं है। धन्यवाद, नमस्ते।"),
    ),
  )
  .join(["reaction", "document"], ["reaction", "not_understood"], ["terms", "declined"], ["when", "not_given"])
  .join(["promise", "failed"], ["link", "failed"], ["plan", "failed"], ["what_is_open", "unknown"])
  .add(
    step("transfer", "person", "A person takes over", {
      mode: "warm",
      to: "anyone",
      sentence: text("Let me connect you with a colleague.", "मैं आपको एक सहकर्मी से जोड़ता हूँ।"),
    }),
    "failed",
  )
  .add(
    step("callback", "callback", "When to call back?", {
      question: text(
        "Nobody is free right now. On which day may a colleague call you back?",
        "अभी कोई उपलब्ध नहीं है। कोई सहकर्मी आपको किस दिन वापस कॉल करे?",
      ),
      withinDays: 7,
      ...patience,
    }),
    "scheduled",
  )
  .add(
    end(
      "called_back",
      "Will be called back",
      "callback",
      text(
        "A colleague will call you on {{slot.callback_on}}. Thank you, goodbye.",
        "एक सहकर्मी आपको {{slot.callback_on}} को कॉल करेगा। धन्यवाद, नमस्ते।",
      ),
    ),
  )
  .join(["callback", "not_given"], ["callback", "failed"], ["person", "returned"])
  .join(["who", "failed"], ["reaction", "silent"])
  .add(end("no_result", "No result", "no_result", goodbye))
  .join(["who", "wrong_person"])
  .add(
    end(
      "wrong_person",
      "Wrong person",
      "wrong_person",
      text("I am sorry for the disturbance. Goodbye.", "असुविधा के लिए क्षमा करें। नमस्ते।"),
    ),
  )
  .join(["start", "machine"])
  .add(voicemail, "next")
  .add(end("left_message", "Message left", "voicemail", text("Goodbye.", "नमस्ते।")))
  .flow({ person: "person" });

export const paymentReminder: FlowTemplate = {
  key: "payment_reminder",
  name: "Payment reminder",
  summary:
    "Who is on the line, what is past due, and what happens now: a link, a promise, more time within policy, a person.",
  flow,
};

// Steps that several templates have in common: each its own copy, under the same id. Pure.
import type { DraftNode } from "@/server/flows/graph/schema";
import type { FlowDrawing } from "@/server/flows/templates/drawing";
import { end, patience, step, text, voicemail } from "@/server/flows/templates/drawing";

type Way = [from: string, port: string];

/** The ways out of `addDispute` and `addPerson` that are still open behind them. */
export const disputeFails: Way[] = [
  ["which", "not_given"],
  ["reason", "not_given"],
  ["dispute", "failed"],
];
export const personFails: Way[] = [
  ["callback", "not_given"],
  ["callback", "failed"],
  ["person", "returned"],
];

/** Which invoice, what is wrong with it, and that it is looked into before anything else. */
export function addDispute(drawing: FlowDrawing): FlowDrawing {
  return drawing
    .add(
      step("ask", "which", "Which invoice?", {
        slot: "disputed_invoice",
        of: "invoice",
        question: text(
          "I am sorry to hear that. What is the number of the invoice that is not right?",
          "यह सुनकर खेद है। जो चालान सही नहीं है, उसका नंबर क्या है?",
        ),
        isConfirmed: true,
        ...patience,
      }),
      "filled",
    )
    .add(
      step("ask", "reason", "What is wrong?", {
        slot: "dispute_reason",
        of: "free",
        question: text("What is wrong with it?", "उसमें क्या गलत है?"),
        isConfirmed: false,
        ...patience,
      }),
      "filled",
    )
    .add(
      step("skill", "dispute", "Open the dispute", {
        skill: "open_dispute",
        args: {
          invoiceId: { from: "slot", slot: "disputed_invoice" },
          reason: { from: "slot", slot: "dispute_reason" },
        },
      }),
      "done",
    );
}

/** A person, and a day to be called back on when none is free. */
export function addPerson(drawing: FlowDrawing): FlowDrawing {
  return drawing
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
        question: text("On which day may a colleague call you back?", "कोई सहकर्मी आपको किस दिन वापस कॉल करे?"),
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
    );
}

/** The day by which they will pay, read back, and noted. */
export function promiseSteps(withinDays: number): { ask: DraftNode; note: DraftNode; end: DraftNode } {
  return {
    ask: step("ask", "when", "By which day?", {
      slot: "promise_date",
      of: "date",
      question: text("By which day will you pay it?", "आप किस दिन तक भुगतान करेंगे?"),
      limits: { withinDays },
      isConfirmed: true,
      ...patience,
    }),
    note: step("skill", "promise", "Note the promise", {
      skill: "record_promise",
      args: { dueOn: { from: "slot", slot: "promise_date" } },
      filler: text("One moment, I am noting that down.", "एक क्षण, मैं इसे लिख रहा हूँ।"),
    }),
    end: end(
      "promised",
      "Promised",
      "promised",
      text(
        "Thank you. I noted that you will pay by {{slot.promise_date}}. Goodbye.",
        "धन्यवाद। मैंने लिख लिया है कि आप {{slot.promise_date}} तक भुगतान करेंगे। नमस्ते।",
      ),
    ),
  };
}

export const disputed = end(
  "disputed",
  "Disputed",
  "disputed",
  text(
    "Thank you. I noted it, and a colleague will look into it before anything else happens. Goodbye.",
    "धन्यवाद। मैंने लिख लिया है, आगे कुछ भी होने से पहले हमारे सहकर्मी इसे देखेंगे। नमस्ते।",
  ),
);

export const saysPaid = end(
  "says_paid",
  "Says it is paid",
  "says_paid",
  text(
    "Thank you for telling me. We will look for your payment, and only come back to you if we cannot find it. Goodbye.",
    "बताने के लिए धन्यवाद। हम आपका भुगतान देखेंगे और न मिलने पर ही आपसे संपर्क करेंगे। नमस्ते।",
  ),
);

export const settled = end(
  "settled",
  "Nothing open",
  "settled",
  text("I see that nothing is open any more. Thank you, goodbye.", "अब कुछ भी बाकी नहीं है। धन्यवाद, नमस्ते।"),
);

export const agreed = end(
  "agreed",
  "Agreed",
  "agreed",
  text(
    "Thank you. I noted what we agreed, and you will get it in writing. Goodbye.",
    "धन्यवाद। जो तय हुआ वह मैंने लिख लिया है, आपको यह लिखित में मिलेगा। नमस्ते।",
  ),
);

export const planStep = step("skill", "plan", "Note the agreement", {
  skill: "propose_plan",
  args: { terms: { from: "slot", slot: "offer" } },
});

/** The end of whoever is not who we look for, and of machines. */
export function addStrangers(drawing: FlowDrawing): FlowDrawing {
  return drawing
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
    .add(end("left_message", "Message left", "voicemail", text("Goodbye.", "नमस्ते।")));
}

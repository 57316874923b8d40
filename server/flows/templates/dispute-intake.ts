// For who calls because an invoice is not right, and for calling them back: which one, what is wrong, and when a person who
// can settle it may call.
import { end, FlowDrawing, goodbye, opening, patience, step, text } from "@/server/flows/templates/drawing";
import { addDispute, addPerson, addStrangers, disputeFails, personFails } from "@/server/flows/templates/steps";
import type { FlowTemplate } from "@/server/flows/templates/template";

const drawing = new FlowDrawing(opening).add(
  step("verify", "who", "The right person?", { checks: ["right_person"], ...patience }),
  "verified",
);

addDispute(drawing)
  .add(
    step("say", "noted", "It is looked into", {
      sentences: [
        text(
          "Thank you. I noted it, and we ask nothing more for that invoice until a colleague has looked into it.",
          "धन्यवाद। मैंने लिख लिया है। जब तक हमारे सहकर्मी इसे देख नहीं लेते, हम उस चालान के लिए कुछ नहीं माँगेंगे।",
        ),
      ],
    }),
    "next",
  )
  .to("callback_after");

const after = step("callback", "callback_after", "When to call back?", {
  question: text("On which day may that colleague call you?", "वह सहकर्मी आपको किस दिन कॉल करे?"),
  withinDays: 5,
  ...patience,
});
drawing
  .add(after, "scheduled")
  .add(
    end(
      "disputed",
      "Disputed, will be called",
      "disputed",
      text(
        "A colleague will call you on {{slot.callback_on}}. Thank you, goodbye.",
        "एक सहकर्मी आपको {{slot.callback_on}} को कॉल करेगा। धन्यवाद, नमस्ते।",
      ),
    ),
  );
drawing
  .join(["callback_after", "not_given"], ["callback_after", "failed"])
  .add(end("disputed_no_day", "Disputed", "disputed", goodbye))
  .join(...disputeFails);
addPerson(drawing)
  .join(["who", "failed"], ...personFails)
  .add(end("no_result", "No result", "no_result", goodbye));

export const disputeIntake: FlowTemplate = {
  key: "dispute_intake",
  name: "Dispute intake",
  summary: "Which invoice is not right, what is wrong with it, and when a colleague may call back about it.",
  flow: addStrangers(drawing).flow({ dispute: "which", person: "person" }),
};

// After a promise that was not kept: what happened, and one more day that holds. Shorter terms than the first time.
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
  ["what_happened", "not_understood"],
  ["terms", "declined"],
  ["when", "not_given"],
  ["promise", "failed"],
  ["plan", "failed"],
];
const noResult: [string, string][] = [
  ["who", "failed"],
  ["what_happened", "silent"],
];
const promise = promiseSteps(10);

const drawing = new FlowDrawing(opening)
  .add(step("verify", "who", "The right person?", { checks: ["right_person"], ...patience }), "verified")
  .add(
    step("say", "reminder", "What was promised", {
      sentences: [
        text(
          "You had told us that {{promised_amount}} would be paid by {{promised_date}}. We have not seen that payment. {{balance}} is open now.",
          "आपने बताया था कि {{promised_amount}} का भुगतान {{promised_date}} तक हो जाएगा। हमें वह भुगतान नहीं मिला है। अब {{balance}} बाकी है।",
        ),
      ],
    }),
    "next",
  )
  .add(
    step("listen", "what_happened", "What happened?", {
      prompt: text("Did something come up?", "क्या कोई दिक्कत आई?"),
      instruction:
        "Find out why the payment did not come and whether it is on its way. Stay friendly; do not reproach the person.",
      paths: [
        path("nothing_open", "Nothing is open any more", { by: "known", fact: "balance", op: "is", value: 0 }),
        path("already_paid", "It was sent", { by: "intent", intent: "already_paid" }),
        path("time", "Cannot pay it now", { by: "intent", intent: "asks_time" }),
        path("discount", "Wants it cheaper", { by: "intent", intent: "asks_discount" }),
        path("will_pay", "Will pay", { by: "intent", intent: "will_pay" }),
        path("forgot", "Forgot it", {
          by: "meaning",
          description: "forgot it, overlooked it, or was away",
          examples: ["I forgot", "it slipped through", "I was on vacation", "मैं भूल गया"],
        }),
      ],
      skills: [],
      ...patience,
    }),
    "will_pay",
    "forgot",
  )
  .add(promise.ask, "filled")
  .add(promise.note, "done")
  .add(promise.end)
  .join(["what_happened", "time"], ["what_happened", "discount"])
  .add(
    step("offer", "terms", "What we can offer", {
      policy: { extension: { daysMax: 7 }, instalments: { countMax: 2, everyDays: 14, firstPercentMin: 50 } },
      ...patience,
    }),
    "accepted",
  )
  .add(planStep, "done")
  .add(agreed)
  .join(["what_happened", "already_paid"])
  .add(saysPaid)
  .join(["what_happened", "nothing_open"])
  .add(settled);

addDispute(drawing)
  .add(disputed)
  .join(...toPerson, ...disputeFails);
addPerson(drawing)
  .join(...noResult, ...personFails)
  .add(end("no_result", "No result", "no_result", goodbye));

export const promiseFollowUp: FlowTemplate = {
  key: "promise_follow_up",
  name: "Promise follow-up",
  summary:
    "A promised payment did not come: what happened, one more day that holds, or two instalments; else a person.",
  flow: addStrangers(drawing).flow({ dispute: "which", person: "person" }),
};

// Reading a value back, and hearing yes or no to it. Pure.
import { tellSlot } from "@/server/flows/interpreter/known";
import type { SlotValue } from "@/server/flows/interpreter/state";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";

type Patient = { id: string; attemptsMax: number; silenceMs: number };

export const yesNoChoices = [
  { id: "yes", description: "agrees, says that it is right" },
  { id: "no", description: "declines, says that it is not right" },
];

/** Reads the value back; what is agreed to is what was said here. */
export function readBack(talk: Talk, node: Patient, value: SlotValue): Moved {
  talk.phase({ kind: "confirming", value });
  const question = talk.words.isThatRight(tellSlot(talk.state, value, talk.today));
  talk.say(question, "plain", value.type === "amount" || value.type === "invoice");
  talk.listen({ choices: yesNoChoices, instruction: "Hear whether the person agrees.", silenceMs: node.silenceMs });
}

/** Keeps a value. */
export function fill(talk: Talk, name: string, value: SlotValue): Moved {
  talk.set({ slots: { ...talk.state.slots, [name]: value } });
  talk.record({ what: "slot", name, value: recorded(value) });
}

function recorded(value: SlotValue) {
  switch (value.type) {
    case "amount":
      return value.amount;
    case "date":
      return value.day;
    case "invoice":
      return value.invoiceId;
    case "yes_no":
      return value.answer;
    case "number":
      return value.value;
    case "offer":
      return value.offer.id;
    // What a person said freely stays in the turns.
    case "email":
    case "free":
      return true;
  }
}

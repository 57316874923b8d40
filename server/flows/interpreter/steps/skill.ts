// The step that has a skill done and waits for it: what it is given, and what is kept of what it answers. Pure.
import type { Argument } from "@/server/flows/graph/settings";
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import type { SlotValue } from "@/server/flows/interpreter/state";
import type { Talk } from "@/server/flows/interpreter/talk";
import { contractOf } from "@/server/flows/skills/contracts";
import { type PlainValue, readAnswer, type SkillResults } from "@/server/flows/skills/own-skill";
import { currencyExponent } from "@/server/money";

export const skill: Behaviour<"skill"> = {
  enter(talk, node) {
    const { ownSkills = {} } = talk.flow;
    const contract = contractOf(node.skill, ownSkills);
    const plain = node.skill in ownSkills ? valueToOthers : valueToOurs;
    const given = Object.entries(node.args).flatMap(([name, argument]) => {
      const value = argumentValue(talk, argument, plain);
      return value === undefined ? [] : [[name, value] as const];
    });
    const args = contract?.input.safeParse(Object.fromEntries(given));
    if (!contract || !args?.success) {
      talk.record({ what: "refused", of: "skill", detail: node.skill });
      return talk.go("failed");
    }
    talk.sayText(node.filler);
    talk.phase({ kind: "calling", skillCallId: talk.callBy(contract, node.skill, args.data) });
  },
  answered(talk, node, outcome) {
    const own = talk.flow.ownSkills?.[node.skill];
    if (!outcome.ok) return talk.go("failed");
    if (own && !keep(talk, node.skill, outcome.result, own.results)) return talk.go("failed");
    talk.go("done");
  },
};

/** What an own skill answered, in slots as `skill.field`; false where something of it is missing. */
function keep(talk: Talk, name: string, answer: Record<string, unknown>, results: SkillResults): boolean {
  const read = readAnswer(answer, results);
  if ("missing" in read) return false;
  const kept = Object.entries(read.result).map(([field, value]): [string, SlotValue] => [
    `${name}.${field}`,
    slotOf(value, results[field] === "date"),
  ]);
  talk.set({ slots: { ...talk.state.slots, ...Object.fromEntries(kept) } });
  return true;
}

function slotOf(value: PlainValue, isDay: boolean): SlotValue {
  if (typeof value === "number") return { type: "number", value };
  if (typeof value === "boolean") return { type: "yes_no", answer: value };
  return isDay ? { type: "date", day: value } : { type: "free", text: value };
}

function argumentValue(talk: Talk, argument: Argument, plain: (value: SlotValue) => unknown): unknown {
  switch (argument.from) {
    case "value":
      return argument.value;
    case "last_turn":
      return talk.state.turns.findLast((turn) => turn.by === "them")?.text;
    case "slot": {
      const value = talk.state.slots[argument.slot];
      return value && plain(value);
    }
  }
}

/** A slot as the product's own skills take it. */
function valueToOurs(value: SlotValue): unknown {
  switch (value.type) {
    case "amount":
      return value.amount;
    case "date":
      return value.day;
    case "invoice":
      return value.invoiceId;
    case "yes_no":
      return value.answer;
    case "email":
      return value.email;
    case "free":
      return value.text;
    case "number":
      return value.value;
    case "offer":
      return value.offer;
  }
}

/** A slot as somebody else's program knows it: amounts in whole units, invoices by their number. */
function valueToOthers(value: SlotValue): unknown {
  switch (value.type) {
    case "amount":
      return value.amount.amountMinor / 10 ** currencyExponent(value.amount.currency);
    case "invoice":
      return value.number;
    case "offer":
      return undefined;
    default:
      return valueToOurs(value);
  }
}

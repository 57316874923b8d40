// What a step says, and whether that names what is owed: by its variables, by its words, or because of what the step is. Pure.
import type { DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import { languages } from "@/server/flows/languages";
import { skillContracts } from "@/server/flows/skills/contracts";
import { readMessage } from "@/server/policy/content/read-message";

/** The variables that a sentence may use; the names are those of the journeys' messages. */
const variables = {
  "company.name": { namesDebt: false },
  "company.phone": { namesDebt: false },
  "debtor.name": { namesDebt: false },
  "contact.name": { namesDebt: false },
  balance: { namesDebt: true },
  overdue_balance: { namesDebt: true },
  invoice_count: { namesDebt: true },
  oldest_invoice_number: { namesDebt: true },
  oldest_due_date: { namesDebt: true },
  days_overdue: { namesDebt: true },
  promised_amount: { namesDebt: true },
  promised_date: { namesDebt: true },
} as const;
export type Variable = keyof typeof variables;
export const variableNames = Object.keys(variables) as Variable[];

export function isVariable(name: string): name is Variable {
  return Object.hasOwn(variables, name);
}

const placeholder = /\{\{\s*([\w.]+)\s*\}\}/g;

/** Every variable's name in a text, `slot.amount` for what was asked for. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}

/** The text with every variable filled in; what `fill` does not know is left out. */
export function fillText(text: string, fill: (name: string) => string | undefined): string {
  return text.replace(placeholder, (_, name: string) => fill(name) ?? "");
}

/** Whether the words, or what is filled into them, name a debt. */
export function namesDebt(text: string): boolean {
  const named = variablesIn(text).some(
    (name) => name.startsWith("slot.") || (isVariable(name) && variables[name].namesDebt),
  );
  return named || readMessage(fillText(text, () => " ")).namesDebt;
}

/** The lists of sentences that a conversation may open with; which of them is said, its channel and direction tell. */
export const openings = ["sentences", "inbound", "written"] as const;
export type Opening = (typeof openings)[number];

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
type Said = (SpokenText | undefined)[];

const table: { [Kind in NodeKind]: (node: Of<Kind>) => Said } = {
  start: (node) => openings.flatMap((opening) => node[opening] ?? []),
  say: (node) => node.sentences ?? [],
  ask: (node) => [node.question],
  listen: (node) => [node.prompt],
  skill: (node) => [node.filler],
  answer: () => [],
  offer: () => [],
  verify: () => [],
  menu: (node) => [node.prompt],
  transfer: (node) => [node.sentence],
  callback: (node) => [node.question],
  voicemail: (node) => [node.message],
  end: (node) => [node.goodbye],
};

/** Everything that the step says word for word. */
export function saidBy(node: DraftNode): SpokenText[] {
  const said = (table[node.kind] as (node: DraftNode) => Said)(node);
  return said.filter((text) => text !== undefined);
}

/** Whether a person hears of the debt here. */
export function speaksOfDebt(node: DraftNode): boolean {
  if (node.kind === "offer" || node.kind === "answer") return true;
  if (node.kind === "ask" && (node.of === "amount" || node.of === "invoice")) return true;
  if (node.kind === "listen" && (node.skills ?? []).some((skill) => skillContracts[skill].tellsDebt)) return true;
  return saidBy(node).some((text) => languages.some((language) => namesDebt(text[language] ?? "")));
}

// How a problem of one step is put. Pure.
import type { Problem } from "@/server/flows/graph/checks/problems";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import { isVariable, variablesIn } from "@/server/flows/graph/speech";

export type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
export type Check<Kind extends NodeKind> = (node: Of<Kind>, flow: DraftFlow) => Problem[];

export function about(node: DraftNode, code: Problem["code"], detail: string, reason: string): Problem {
  return { code, nodeId: node.id, detail, reason };
}

const settingWords: Record<string, string> = {
  sentences: "at least one sentence",
  instruction: "an instruction",
  slot: "a name for what is asked",
  of: "what kind of thing is asked",
  question: "a question",
  paths: "at least one path",
  skill: "a skill",
  sources: "what it may answer from",
  policy: "how far it may go",
  checks: "what proves who is speaking",
  prompt: "what it says",
  options: "at least one key",
  mode: "how it hands over",
  to: "whom it hands over to",
  sentence: "what it says",
  message: "a message",
  outcome: "an outcome",
  goodbye: "a goodbye",
  silenceMs: "how long to wait for an answer",
  attemptsMax: "how often to ask",
  withinDays: "how many days ahead",
  beepWaitMs: "how long to wait for the beep",
};

/** Names the setting that is missing; an empty list or text is missing too. */
export function required(node: DraftNode, ...names: string[]): Problem[] {
  const settings = node as unknown as Record<string, unknown>;
  return names
    .filter((name) => isEmpty(settings[name]))
    .map((name) => about(node, "setting_missing", name, `This step needs ${settingWords[name] ?? name}.`));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A text is there in every language of the flow, and names only what is known. */
export function spoken(node: DraftNode, setting: string, text: SpokenText | undefined, flow: DraftFlow): Problem[] {
  if (text === undefined) return [];
  return flow.languages.flatMap((language) => {
    const words = text[language]?.trim() ?? "";
    if (words === "") {
      return [
        about(node, "text_missing", `${setting} ${language}`, `This step has no text in the language "${language}".`),
      ];
    }
    return [...new Set(variablesIn(words))]
      .filter((name) => !name.startsWith("slot.") && !isVariable(name))
      .map((name) => about(node, "variable_unknown", name, `There is no variable "${name}".`));
  });
}

export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

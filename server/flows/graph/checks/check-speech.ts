// What may be said where: nothing of the debt before the person proved who they are, every notice that the policy obliges
// to before it is too late, nothing that a text of ours may never say. Pure.
import { about } from "@/server/flows/graph/checks/about";
import { certainOnArrival, noticesIn } from "@/server/flows/graph/checks/arrival";
import type { Problem } from "@/server/flows/graph/checks/problems";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import { fillText, namesDebt, saidBy, speaksOfDebt, variablesIn } from "@/server/flows/graph/speech";
import { type ContentProblem, checkMessage } from "@/server/policy/content/check-message";

/** Notices that come before anything is asked, and those that come before the debt is named. */
const atFirst = ["AI_DISCLOSURE", "IDENTIFY_CALLER", "RECORDING_ANNOUNCEMENT", "OPT_OUT_MECHANISM"];
const beforeDebt = ["MINI_MIRANDA", "DEBT_COLLECTOR_NOTICE"];

const company = "Acme Freight";
const check = (text: string, obligations: readonly string[], hearer: "debtor" | "voicemail" = "debtor") =>
  checkMessage({
    text: fillText(text, (name) => (name === "company.name" ? company : " ")),
    company,
    hearer,
    obligations,
    // An offer within the typed policy is no advertisement, and its words are the engine's own.
    isPromotional: false,
    suitAllowed: false,
  });

const missingReasons: Partial<Record<ContentProblem, string>> = {
  AI_DISCLOSURE_MISSING: "Before this step it must have been said that a machine speaks.",
  CALLER_MISSING: "Before this step it must have been said who speaks.",
  RECORDING_NOTICE: "Before this step it must have been said that the conversation is recorded.",
  CONTENT_OPTOUT_MISSING: "Before this step it must have been said how to stop these calls.",
  COLLECTOR_NOTICE_MISSING: "Before the debt is named it must have been said that a debt collector speaks.",
};

/** Slots that a step fills by itself. */
const made: ReadonlySet<string> = new Set(["offer", "callback_on"]);

const asking: ReadonlySet<NodeKind> = new Set([
  "ask",
  "listen",
  "skill",
  "answer",
  "offer",
  "verify",
  "menu",
  "transfer",
  "callback",
]);

/** Everything that is said where it may not be, or is not said where it must be. */
export function speechProblems(flow: DraftFlow, obligations: readonly string[]): (node: DraftNode) => Problem[] {
  const meets = (text: string) => obligations.filter((obligation) => check(text, [obligation]).every(isNotMissing));
  const certain = certainOnArrival(flow, obligations, (node) => noticesIn(node, flow, meets));
  return (node) => {
    const known = certain.get(node.id);
    return [
      ...forbiddenWords(node, flow),
      ...(node.kind === "voicemail" ? voicemailProblems(node, flow, obligations) : []),
      ...(known && node.kind !== "voicemail" ? arrivalProblems(node, flow, known, obligations, meets) : []),
    ];
  };
}

function arrivalProblems(
  node: DraftNode,
  flow: DraftFlow,
  known: ReadonlySet<string>,
  obligations: readonly string[],
  meets: (text: string) => string[],
): Problem[] {
  const problems: Problem[] = [];
  const namesIt = speaksOfDebt(node);
  if (namesIt && !known.has("verified")) {
    problems.push(
      about(
        node,
        "debt_before_verify",
        "verify",
        "What is owed may be heard here before the person proved who they are.",
      ),
    );
  }
  // A step that itself says the collector's notice names the debt with it.
  const said = new Set([...known, ...(node.kind === "say" ? noticesIn(node, flow, meets) : [])]);
  const due = [...(asking.has(node.kind) ? atFirst : []), ...(namesIt ? beforeDebt : [])];
  const owed = due.filter((obligation) => obligations.includes(obligation) && !said.has(obligation));
  for (const code of new Set(owed.flatMap((obligation) => check("", [obligation]).filter(isMissing)))) {
    problems.push(about(node, code, node.id, missingReasons[code] ?? code));
  }
  for (const slot of slotsUsed(node)) {
    if (known.has(`slot:${slot}`)) continue;
    const asked = made.has(slot) || flow.nodes.some((other) => fills(other, slot, flow));
    problems.push(
      asked
        ? about(node, "slot_maybe_empty", slot, `"${slot}" is not asked for on every way that leads here.`)
        : about(node, "variable_unknown", `slot.${slot}`, `Nothing is asked for under the name "${slot}".`),
    );
  }
  return problems;
}

function fills(node: DraftNode, slot: string, { ownSkills = {} }: DraftFlow): boolean {
  if (node.kind === "ask") return node.slot === slot;
  if (node.kind !== "skill" || !node.skill) return false;
  return Object.keys(ownSkills[node.skill]?.results ?? {}).some((field) => slot === `${node.skill}.${field}`);
}

type Missing = keyof typeof missingReasons & Problem["code"];
function isMissing(problem: ContentProblem): problem is ContentProblem & Missing {
  return missingReasons[problem] !== undefined;
}
const isNotMissing = (problem: ContentProblem) => !isMissing(problem);

/** What a machine is told, others may hear: it names no debt and no collector, and says that a machine speaks. */
function voicemailProblems(node: DraftNode, flow: DraftFlow, obligations: readonly string[]): Problem[] {
  const texts = saidBy(node).flatMap((text) => flow.languages.map((language) => text[language] ?? ""));
  const names = texts.some(
    (text) => namesDebt(text) || check(text, [], "voicemail").includes("CONTENT_DEBT_DISCLOSED"),
  );
  const due = obligations.filter((obligation) => obligation === "AI_DISCLOSURE" || obligation === "IDENTIFY_CALLER");
  const missing = new Set(texts.flatMap((text) => check(text, due, "voicemail").filter(isMissing)));
  return [
    ...(names
      ? [
          about(
            node,
            "voicemail_names_debt",
            "message",
            "A voicemail may be heard by others: it must not name the debt.",
          ),
        ]
      : []),
    ...[...missing].map((code) =>
      about(node, code, "message", "A voicemail says who speaks, and that a machine does."),
    ),
  ];
}

function forbiddenWords(node: DraftNode, flow: DraftFlow): Problem[] {
  const texts = saidBy(node).flatMap((text) => flow.languages.map((language) => text[language] ?? ""));
  const found = new Set(texts.flatMap((text) => check(text, [])));
  return [...found].map((code) =>
    about(node, "forbidden_words", code, "This must not be said: it threatens, advertises, or threatens with a suit."),
  );
}

function slotsUsed(node: DraftNode): string[] {
  const said = saidBy(node).flatMap((text) => Object.values(text).flatMap(variablesIn));
  const args = node.kind === "skill" ? Object.values(node.args ?? {}) : [];
  return [
    ...new Set([
      ...said.filter((name) => name.startsWith("slot.")).map((name) => name.slice("slot.".length)),
      ...args.flatMap((argument) => (argument.from === "slot" ? [argument.slot] : [])),
    ]),
  ];
}

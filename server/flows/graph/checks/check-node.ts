// What each kind of step needs by itself. Pure.
import { missingPartReasons, partsMissing } from "@/server/flows/graph/availability";
import { about, type Check, repeated, required, spoken } from "@/server/flows/graph/checks/about";
import type { Problem } from "@/server/flows/graph/checks/problems";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { Condition, SpokenText } from "@/server/flows/graph/settings";
import { type Opening, openings } from "@/server/flows/graph/speech";
import { contractOf, knownArguments, requiredArguments, skillContracts } from "@/server/flows/skills/contracts";

const listen: Check<"listen"> = (node, flow) => {
  const { paths = [], skills = [] } = node;
  return [
    ...required(node, "instruction", "paths"),
    ...spoken(node, "prompt", node.prompt, flow),
    ...repeated(paths.map((path) => path.id)).map((id) =>
      about(node, "path_twice", id, `Two paths are called "${id}".`),
    ),
    ...paths
      .filter((path) => isIncomplete(path.when))
      .map((path) =>
        about(node, "path_incomplete", path.id, `The path "${path.label || path.id}" says not when it is taken.`),
      ),
    ...skills
      .filter((skill) => skillContracts[skill].commits)
      .map((skill) =>
        about(
          node,
          "skill_commits",
          skill,
          `"${skill}" binds somebody: give it a step of its own after what it needs was agreed to.`,
        ),
      ),
  ];
};

function isIncomplete(when: Condition): boolean {
  if (when.by === "words") return Object.values(when.words).every((words) => words.length === 0);
  return when.by === "meaning" && when.description.trim() === "";
}

const ask: Check<"ask"> = (node, flow) => {
  const needsConfirming = (node.of === "amount" || node.of === "date") && node.isConfirmed !== true;
  return [
    ...required(node, "slot", "of", "question"),
    ...spoken(node, "question", node.question, flow),
    ...(needsConfirming
      ? [about(node, "confirm_missing", node.of ?? "", "An amount or a date must be read back and agreed to.")]
      : []),
  ];
};

const skill: Check<"skill"> = (node, flow) => {
  const problems = [...required(node, "skill"), ...spoken(node, "filler", node.filler, flow)];
  if (!node.skill) return problems;
  if (node.skill === "transfer" || node.skill === "end") {
    return [
      ...problems,
      about(node, "skill_ends", node.skill, `Use the step of its own that is called "${node.skill}".`),
    ];
  }
  const given = Object.keys(node.args ?? {});
  const contract = contractOf(node.skill, flow.ownSkills);
  if (!contract) return [...problems, about(node, "skill_unknown", node.skill, `There is no skill "${node.skill}".`)];
  const known = knownArguments(contract);
  return [
    ...problems,
    ...requiredArguments(contract)
      .filter((name) => !given.includes(name))
      .map((name) => about(node, "argument_missing", name, `"${node.skill}" needs "${name}".`)),
    ...given
      .filter((name) => !known.includes(name))
      .map((name) => about(node, "argument_unknown", name, `"${node.skill}" knows no "${name}".`)),
  ];
};

const menu: Check<"menu"> = (node, flow) => {
  const { options = [] } = node;
  const twice = (code: "digit_twice" | "path_twice", values: string[], what: string) =>
    repeated(values).map((value) => about(node, code, value, `Two ${what} are "${value}".`));
  return [
    ...required(node, "prompt", "options"),
    ...spoken(node, "prompt", node.prompt, flow),
    ...twice(
      "digit_twice",
      options.map((option) => option.digit),
      "keys",
    ),
    ...twice(
      "path_twice",
      options.map((option) => option.id),
      "ways out",
    ),
  ];
};

const checks: { [Kind in NodeKind]: Check<Kind> } = {
  start: (node, flow) => [...required(node, "sentences"), ...sentences(node, flow)],
  say: (node, flow) => [...(node.instruction?.trim() ? [] : required(node, "sentences")), ...sentences(node, flow)],
  ask,
  listen,
  skill,
  answer: (node) => required(node, "sources", "instruction"),
  offer: (node) => {
    const isEmpty = node.policy && Object.values(node.policy).every((part) => part === undefined);
    return [
      ...required(node, "policy"),
      ...(isEmpty ? [about(node, "offer_empty", "policy", "This step has nothing that it may offer.")] : []),
    ];
  },
  verify: (node) => required(node, "checks"),
  menu,
  transfer: (node, flow) => [
    ...required(node, "mode", "to", "sentence"),
    ...spoken(node, "sentence", node.sentence, flow),
  ],
  callback: (node, flow) => [
    ...required(node, "question", "withinDays"),
    ...spoken(node, "question", node.question, flow),
  ],
  voicemail: (node, flow) => [
    ...required(node, "message", "beepWaitMs"),
    ...spoken(node, "message", node.message, flow),
  ],
  end: (node, flow) => [...required(node, "outcome", "goodbye"), ...spoken(node, "goodbye", node.goodbye, flow)],
};

const patient: ReadonlySet<NodeKind> = new Set(["ask", "listen", "offer", "verify", "menu", "callback"]);

/** The problems of one step by itself. */
export function checkNode(node: DraftNode, flow: DraftFlow): Problem[] {
  return [
    ...(checks[node.kind] as Check<NodeKind>)(node, flow),
    ...(patient.has(node.kind) ? required(node, "silenceMs", "attemptsMax") : []),
    ...partsMissing(node).map((part) => about(node, "part_missing", part, missingPartReasons[part])),
  ];
}

function sentences(node: DraftNode & { kind: "start" | "say" }, flow: DraftFlow): Problem[] {
  const lists = node.kind === "start" ? openings : (["sentences"] as const);
  return lists.flatMap((list) =>
    ((node as Partial<Record<Opening, SpokenText[]>>)[list] ?? []).flatMap((text, at) =>
      spoken(node, `${list} ${at + 1}`, text, flow),
    ),
  );
}

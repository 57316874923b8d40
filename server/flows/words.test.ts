import { describe, expect, test } from "vitest";
import { problemCodes } from "@/server/flows/graph/checks/problems";
import { blankFlow } from "@/server/flows/graph/new-node";
import { portsOf } from "@/server/flows/graph/ports";
import { nodeKinds } from "@/server/flows/graph/schema";
import { answerKinds, identityChecks, intents, knownFacts, sources } from "@/server/flows/graph/settings";
import { variableNames } from "@/server/flows/graph/speech";
import { ownOutcomes } from "@/server/flows/interpreter/outcomes";
import { knownArguments, skillContracts } from "@/server/flows/skills/contracts";
import { skillName } from "@/server/flows/skills/names";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { loadMessages, type Messages } from "@/server/i18n/catalogue";
import { locales } from "@/server/i18n/locales";

const drawn = [blankFlow, ...flowTemplates.map((template) => template.flow)].flatMap((flow) => flow.nodes);
const named = drawn.flatMap((node) => (node.kind === "end" && node.outcome ? [node.outcome] : []));
/** Ways out that a person named have words of their own. */
const given = new Set(
  drawn.flatMap((node) => {
    if (node.kind === "listen") return (node.paths ?? []).map(({ id }) => id);
    return node.kind === "menu" ? (node.options ?? []).map(({ id }) => id) : [];
  }),
);
const ports = drawn.flatMap(portsOf).filter((port) => !given.has(port));

const takenBySkills = Object.values(skillContracts).flatMap(knownArguments);

function without(messages: Messages | string | undefined, keys: Iterable<string>): string[] {
  const said = typeof messages === "object" ? messages : {};
  return [...new Set(keys)].filter((key) => typeof said[key] !== "string");
}

describe.each(locales)("what a person reads of conversations in %s", (locale) => {
  const { flows } = loadMessages(locale) as { flows: Record<string, Messages> };
  const tried = flows.try as Record<string, Messages>;

  test.each([
    ["everything that can be wrong with one", flows.problems, problemCodes],
    ["every way it can end", tried.outcomes, [...ownOutcomes, ...named]],
    ["every kind of step", flows.kinds, nodeKinds],
    ["what every kind of step is for", flows.kindHints, nodeKinds.filter((kind) => kind !== "start")],
    ["everything that can be asked for", flows.answerKinds, answerKinds],
    ["every proof of who is speaking", flows.checks, identityChecks],
    ["everything that can be answered from", flows.sources, sources],
    ["everything that a path can hear or know", { ...flows.intents, ...flows.facts }, [...intents, ...knownFacts]],
    ["everything that a sentence can fill in", flows.variables, variableNames.map((name) => name.replaceAll(".", "_"))],
    ["what every skill does", flows.does, skillName.options],
    ["everything that a skill takes", (flows.arguments as Record<string, Messages>).names, takenBySkills],
    ["every way out of a step", flows.ports, ports],
    ["every skill", tried.skills, skillName.options.filter((name) => name !== "end")],
  ])("has words for %s", (_, messages, keys) => {
    expect(without(messages, keys)).toEqual([]);
  });
});

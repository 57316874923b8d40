import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { z } from "zod";
import { action, answer, exit, type Output, readText, UsageError } from "@/scripts/cli/program";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { flowFromJson, flowToJson, obligationsOf, validateFlowJson } from "@/server/flows/graph/json";
import { conversationFacts } from "@/server/flows/interpreter/facts";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { failureInEnglish } from "@/server/flows/trial/failures";
import { type Persona, persona } from "@/server/flows/trial/persona";
import { personas } from "@/server/flows/trial/personas";
import { Chat } from "@/server/flows/trial/run-conversation";
import type { PersonaResult } from "@/server/flows/trial/run-persona";
import { runSuite, type SuiteResult } from "@/server/flows/trial/run-suite";
import type { Said } from "@/server/flows/written/written-line";

type WithFile = Output & { file: string };
type Trial = WithFile & { facts?: string; at: string; seed: string; model: string };

const help = `
A flow's file: { "format": "duelane-flow", "name": …, "flow": …, "obligations"?: [ … ] }. Without "obligations" it must say
who calls and that a machine does (AI_DISCLOSURE, IDENTIFY_CALLER).
Facts and personas: see server/flows/interpreter/facts.ts and server/flows/trial/persona.ts.
With --model openai the turns are read by OPENAI_MODEL; without it by plain rules, the same every time.
Exit codes: 0 it may be published, every persona came to what it must; 1 not so; 2 the call or a file is not valid.`;

/** `duelane flows validate|test|chat|templates` */
export function flowCommands(program: Command): void {
  const flows = program.command("flows").description("conversation flows as files; none of it needs a database");
  flows
    .command("templates")
    .description("the built-in flows, or one of them as a file")
    .argument("[key]", "which one to print")
    .option("--json", "answer in JSON")
    .action(action(async (key: string | undefined, options: Output) => printTemplates(key, options)));
  flows
    .command("validate")
    .description("whether a flow's file could be published")
    .requiredOption("--file <file>", "a flow's JSON file, or - for standard input")
    .option("--json", "answer in JSON")
    .addHelpText("after", help)
    .action(action(async (options: WithFile) => validate(options)));
  trial(flows.command("test"))
    .description("try a flow on personas, each several times, with the flake rate")
    .option("--personas <file>", "a JSON list of personas instead of the built-in ones")
    .option("--only <keys>", "only these, separated by commas")
    .option("--runs <n>", "how often each", "3")
    .action(action(async (options: Trial & { personas?: string; only?: string; runs: string }) => test(options)));
  trial(flows.command("chat"))
    .description("talk with a flow: a line is a turn; /keys 1 presses a key, /silence says nothing, /end hangs up")
    .action(action(async (options: Trial) => chat(options)));
}

function trial(command: Command): Command {
  return command
    .requiredOption("--file <file>", "a flow's JSON file")
    .option("--facts <file>", "who owes what, in JSON; made up without it")
    .option("--at <instant>", "when it takes place, RFC 3339", "2026-03-02T15:00:00Z")
    .option("--seed <text>", "what chance is drawn from", "duelane")
    .option("--model <name>", "sandbox or openai", "sandbox")
    .option("--json", "answer in JSON")
    .addHelpText("after", help);
}

function printTemplates(key: string | undefined, options: Output): number {
  if (key === undefined) {
    const list = flowTemplates.map((template) => ({
      key: template.key,
      name: template.name,
      summary: template.summary,
    }));
    answer(options, list, (all) => all.map((template) => `${template.key}: ${template.summary}`));
    return exit.done;
  }
  const template = flowTemplates.find((candidate) => candidate.key === key);
  if (!template) throw new UsageError(`There is no template "${key}": \`flows templates\` lists them.`);
  process.stdout.write(flowToJson(template.name, template.flow));
  return exit.done;
}

function validate(options: WithFile): number {
  const result = validateFlowJson(readText(options.file));
  answer(options, result, ({ ok, name, problems }) =>
    ok ? `${name}: can be published` : problems.map((problem) => `${problem.nodeId ?? "flow"}: ${problem.reason}`),
  );
  return result.ok ? exit.done : exit.failed;
}

async function test(options: Trial & { personas?: string; only?: string; runs: string }): Promise<number> {
  const runs = Number(options.runs);
  if (!Number.isInteger(runs) || runs < 1 || runs > 1_000)
    throw new UsageError("--runs: write a number from 1 to 1000.");
  const wanted = options.only?.split(",");
  const all = options.personas ? readPersonas(options.personas) : personas;
  const unknown = wanted?.filter((key) => !all.some((one) => one.key === key)) ?? [];
  if (unknown.length > 0) throw new UsageError(`There is no persona ${unknown.join(", ")}.`);
  const suite = await runSuite({
    ...(await given(options)),
    personas: all.filter((one) => wanted?.includes(one.key) ?? true),
    runs,
  });
  const results = suite.results.map((one) => ({ ...one, failures: one.failures.map(failureInEnglish) }));
  const result = { ...suite, results };
  answer(options, result, linesOf);
  return result.isGreen ? exit.done : exit.failed;
}

type InEnglish = Omit<SuiteResult, "results"> & {
  results: (Omit<PersonaResult, "failures"> & { failures: string[] })[];
};

function linesOf({ results, isGreen, flakeRate }: InEnglish): string[] {
  const line = (result: InEnglish["results"][number]) =>
    `${result.failedRuns === 0 ? "ok  " : "FAIL"} ${result.title} (${Object.keys(result.outcomes).join(", ")})${result.failures.map((failure) => `\n     ${failure}`).join("")}`;
  return [...results.map(line), `${isGreen ? "green" : "not green"}, flake rate ${Math.round(flakeRate * 100)} %`];
}

async function chat(options: Trial): Promise<number> {
  const { flow, facts, model, seed, startsAt } = await given(options);
  const silent: Persona = persona.parse({
    key: "you",
    title: "You",
    language: "en",
    replies: [],
    otherwise: [],
    expects: {},
  });
  const talk = new Chat({ flow, facts, model, seed, startsAt, persona: silent });
  const input = createInterface({ input: process.stdin });
  const print = (said: string[]) => {
    if (!options.json) for (const text of said) console.log(`> ${text}`);
  };
  await talk.open();
  print(await talk.listenToAll());
  for await (const line of input) {
    const said = line.trim();
    if (said === "/end") await talk.hangUp();
    else print(await talk.answer(saidIn(said)));
    if (talk.isOver) break;
  }
  input.close();
  const told = talk.told();
  answer(options, told, ({ state }) => `(${state.outcome ?? "not ended"})`);
  return exit.done;
}

function saidIn(line: string): Said {
  const digits = /^\/keys ([0-9*#]+)$/.exec(line)?.[1];
  if (digits) return { kind: "keys", digits };
  return line === "/silence" || line === "" ? { kind: "silence" } : { kind: "words", text: line };
}

async function given(options: Trial) {
  const read = flowFromJson(readText(options.file));
  if (!read.ok) throw new UsageError(read.reasons.join("\n"));
  const validation = validateFlow(read.file.flow, obligationsOf(read.file));
  if (!validation.ok) {
    const reasons = validation.problems.map((problem) => `${problem.nodeId ?? "flow"}: ${problem.reason}`);
    throw new UsageError(`The flow cannot be published:\n${reasons.join("\n")}`);
  }
  const startsAt = new Date(options.at);
  if (Number.isNaN(startsAt.getTime()))
    throw new UsageError(`--at ${options.at}: write an instant, e.g. 2026-03-02T15:00:00Z.`);
  if (options.model !== "sandbox" && options.model !== "openai")
    throw new UsageError("--model: write sandbox or openai.");
  // Only who talks needs a model, and all that is wired with it.
  const { conversationModel } = await import("@/server/wiring/models");
  const facts = options.facts ? conversationFacts.parse(jsonOf(options.facts)) : exampleFacts;
  return { flow: validation.flow, facts, model: conversationModel(options.model), seed: options.seed, startsAt };
}

function readPersonas(file: string): Persona[] {
  return z.array(persona).min(1).parse(jsonOf(file));
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON.`);
  }
}

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { action, answer, type Output, UsageError } from "@/scripts/cli/program";
import { classifyReply } from "@/server/conversations/classify-reply";
import messages from "@/server/i18n/messages/en/policy.json";
import type { Reason } from "@/server/policy/contract";
import { type DecidedCase, decideCases } from "@/server/policy/decide-cases";

type Options = Output & { file: string };

/** `duelane policy decide`, `duelane policy classify-reply`: no database, no workspace, one answer for every case. */
export function policyCommands(program: Command): void {
  const policy = program.command("policy").description("contact rules: may this person be contacted now?");
  policy
    .command("decide")
    .description("decide about a list of cases")
    .requiredOption("--file <path>", "a JSON array of cases; - for standard input")
    .option("--json", "answer in JSON")
    .action(action(decideFile));
  policy
    .command("classify-reply")
    .description("read replies: opt-out, opt-in, help, a pause for a person, or none of these")
    .requiredOption("--file <path>", "a JSON array of texts; - for standard input")
    .option("--json", "answer in JSON")
    .action(action(classifyFile));
}

async function decideFile(options: Options): Promise<undefined> {
  const decided = decideCases(await readArray(options.file)).map(written);
  answer(options, decided, (all) => all.map(({ id, verdict, code }) => `${id}: ${verdict}${code ? ` ${code}` : ""}`));
  return undefined;
}

async function classifyFile(options: Options): Promise<undefined> {
  const replies = (await readArray(options.file)).map((reply) => classifyReply(typeof reply === "string" ? reply : ""));
  answer(options, replies, (all) => all.map(({ verdict, language }) => `${verdict} (${language})`));
  return undefined;
}

async function readArray(file: string): Promise<unknown[]> {
  const content = file === "-" ? await text(process.stdin) : await readFile(file, "utf8").catch(unreadable);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  if (!Array.isArray(value)) throw new UsageError(`${file} is not a JSON array.`);
  return value;
}

function unreadable(error: NodeJS.ErrnoException): never {
  throw new UsageError(`${error.path ?? "The file"} cannot be read: ${error.code}.`);
}

function written({ id, decision }: DecidedCase) {
  const { verdict, code, reasons, obligations, nextAllowedAt, candidateZones, rulePackVersion, inputHash } = decision;
  return {
    id,
    verdict: verdict.toUpperCase(),
    code,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      ruleId: reason.ruleId,
      basis: reason.basis,
      citation: reason.citation,
      verified: reason.verified,
      explanation: explain(reason),
    })),
    obligations,
    ...(nextAllowedAt ? { nextAllowedAt: nextAllowedAt.toISOString() } : {}),
    candidateZones,
    rulePackVersion,
    inputHash,
  };
}

function explain({ code, facts }: Reason): string {
  const texts: Record<string, string> = { ...messages.codes, ...messages.obligations };
  const known = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  return `${texts[code] ?? code}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
}

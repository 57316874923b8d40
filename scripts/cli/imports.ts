import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { action, answer, exit, type Output, UsageError, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { importOptions } from "@/server/imports/contract";
import { type ImportField, importFieldNames } from "@/server/imports/parsing/columns/fields";
import { type RunImportResult, runImport } from "@/server/imports/run-import";

type Options = Output & {
  workspace: string;
  currency?: string;
  country?: string;
  countryCode?: string[];
  dateOrder?: string;
  decimalMark?: string;
  column?: string[];
  goodRows?: boolean;
  asOf?: string;
  checkOnly?: boolean;
};

/** `duelane imports run` */
export function importCommands(program: Command): void {
  const imports = program.command("imports").description("invoices, debtors and contacts from files");
  imports
    .command("run")
    .description("import a CSV or XLSX file; asks nothing: where an answer is missing it says which option gives it")
    .argument("<file>", "the file")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .option("--currency <code>", "currency of amounts that name none")
    .option("--country <code>", "country of debtors that name none")
    .option("--country-code <code=country...>", "a country code of the file's own, like 391=US")
    .option("--date-order <order>", "DMY or MDY, where days and months cannot be told apart")
    .option("--decimal-mark <mark>", '"." or ",", where it cannot be told')
    .option("--column <field=header...>", "a column the guess got wrong; an empty header leaves the field out")
    .option("--good-rows", "import the good rows and leave the others; without it one bad row stops all")
    .option("--as-of <day>", "sandbox only: hold back what happened after this day, like 2013-06-01")
    .option("--check-only", "count what would change and stop")
    .option("--json", "answer in JSON")
    .action(action((file: string, options: Options) => withDatabase(() => run(file, options))));
}

async function run(file: string, options: Options): Promise<number> {
  const result = await runImport(await workspaceBySlug(options.workspace), {
    fileName: basename(file),
    content: readBytes(file),
    mapping: columns(options.column ?? []),
    options: importOptions.partial().parse({
      currency: options.currency,
      country: options.country,
      countryCodes: Object.fromEntries(pairs(options.countryCode ?? [], "--country-code")),
      dateOrder: options.dateOrder,
      decimalMark: options.decimalMark,
      mode: options.goodRows ? "good_rows" : "all_or_nothing",
    }),
    asOf: options.asOf,
    checkOnly: options.checkOnly,
  });
  answer(options, result, describe);
  if (result.status === "done" || result.status === "checked") return exit.done;
  return result.status === "has_errors" ? exit.failed : exit.usage;
}

function describe({ status, counts, questions, missing, failure }: RunImportResult): string[] {
  const lines: string[] = [status.replace("_", " ")];
  if (counts) {
    for (const [name, count] of Object.entries(counts)) if (count > 0) lines.push(`  ${name}: ${count}`);
  }
  for (const question of questions) lines.push(`  to answer: ${question.kind}`);
  for (const fields of missing) lines.push(`  no column for: ${fields.join(" or ")}`);
  if (failure) lines.push(`  ${failure}`);
  return lines;
}

function columns(given: string[]): Partial<Record<ImportField, string>> {
  const chosen: Partial<Record<ImportField, string>> = {};
  for (const [field, header] of pairs(given, "--column")) {
    const known = importFieldNames.find((name) => name === field);
    if (!known)
      throw new UsageError(`--column: there is no field "${field}"; fields are ${importFieldNames.join(", ")}.`);
    chosen[known] = header;
  }
  return chosen;
}

function pairs(given: string[], option: string): [string, string][] {
  return given.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`${option} takes pairs like a=b, not "${pair}".`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`${file} cannot be read: check the path.`);
  }
}

import type { Command } from "commander";
import { action, answer, exit, type Output, readText, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { simulateCommand } from "@/scripts/cli/simulate";
import { exportJourney } from "@/server/journeys/export-journey";
import { validateJourneyJson } from "@/server/journeys/graph/projections/json";
import { importJourney } from "@/server/journeys/import-journey";
import { publicId } from "@/server/public-ids";

type InWorkspace = Output & { workspace: string };

/** `duelane journeys export|import|validate|simulate` */
export function journeyCommands(program: Command): void {
  const journeys = program.command("journeys").description("escalation journeys as files");
  journeys
    .command("validate")
    .description("whether a journey's file could be published; needs no database; exits with 1 when not")
    .argument("<file>", "a journey's JSON file, or - for standard input")
    .option("--json", "answer in JSON")
    .action(action(async (file: string, options: Output) => validate(file, options)));
  simulateCommand(journeys);
  journeys
    .command("export")
    .description("print a journey's draft as a file")
    .argument("<id>", "the journey, jrn_…")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .action(action((id: string, options: InWorkspace) => withDatabase(() => exportOne(id, options))));
  journeys
    .command("import")
    .description("make a new journey from a file")
    .argument("<file>", "a journey's JSON file, or - for standard input")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .option("--json", "answer in JSON")
    .action(action((file: string, options: InWorkspace) => withDatabase(() => importOne(file, options))));
}

async function validate(file: string, options: Output): Promise<number> {
  const result = validateJourneyJson(readText(file));
  answer(options, result, ({ ok, name, problems }) =>
    ok ? `${name}: can be published` : problems.map((p) => `${p.nodeId ?? "journey"}: ${p.reason}`),
  );
  return result.ok ? exit.done : exit.failed;
}

async function exportOne(id: string, options: InWorkspace): Promise<undefined> {
  const journeyId = publicId("journey").parse(id);
  const { json } = await exportJourney(await workspaceBySlug(options.workspace), { journeyId });
  process.stdout.write(json);
  return undefined;
}

async function importOne(file: string, options: InWorkspace): Promise<undefined> {
  const result = await importJourney(await workspaceBySlug(options.workspace), { json: readText(file) });
  answer(
    options,
    result,
    ({ id, name, problems }) => `${name} imported as ${id}, ${problems} problem(s) before it can be published`,
  );
  return undefined;
}

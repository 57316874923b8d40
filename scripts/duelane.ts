// The command line: `npm run -s duelane -- <noun> <verb>`.
import { Command } from "commander";
import { nouns } from "@/scripts/cli/nouns";

const program = new Command("duelane")
  .description("AI payment collection for logistics companies: the operator's command line")
  .showHelpAfterError("(add --help for the options)");

const called = nouns[process.argv[2] ?? ""];
if (called) await called.add(program);
else for (const [name, { description }] of Object.entries(nouns)) program.command(name).description(description);

// Commander ends the process itself with 1 on a wrong call; scripts tell that from a refusal by 2.
exitWithUsage(program);
await program.parseAsync();

function exitWithUsage(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const child of command.commands) exitWithUsage(child);
}

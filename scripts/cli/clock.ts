import type { Command } from "commander";
import { action, answer, type Output, UsageError, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { advanceClock } from "@/server/clock/advance-clock";
import { type MoveClockInput, moveClockInput } from "@/server/clock/contract";
import { moveClock } from "@/server/clock/move-clock";

type Options = Output & {
  workspace: string;
  hour?: boolean;
  day?: boolean;
  nextEvent?: boolean;
  untilEnd?: boolean | string;
  to?: string;
};

/** `duelane clock advance` */
export function clockCommands(program: Command): void {
  const clock = program.command("clock").description("the movable clock of a sandbox workspace");
  clock
    .command("advance")
    .description("let time pass, and everything happen that is due on the way")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .option("--hour", "one hour")
    .option("--day", "one day")
    .option("--next-event", "to the next planned event")
    .option("--until-end [campaign]", "until this campaign, or every running one, has ended")
    .option("--to <instant>", "to an instant like 2026-03-02T15:00:00Z")
    .option("--json", "answer in JSON")
    .action(action((options: Options) => withDatabase(() => advance(options))));
}

async function advance(options: Options): Promise<undefined> {
  const ctx = await workspaceBySlug(options.workspace);
  const move = readMove(options);
  const { clockPorts } = await import("@/server/wiring");
  const ports = clockPorts();
  // Not announced to the worker: this command lives through it itself.
  const queue = { announce: async () => {} };
  const { targetAt } = await moveClock(ctx, move, { queue, vendors: ports.vendors });
  const untilEnd = move.to === "campaign_end" ? { untilEnd: { campaignId: move.campaignId } } : {};
  // From where the move found the clock: until now it may have followed real time.
  const moving = await workspaceBySlug(options.workspace);
  const run = await advanceClock(moving, targetAt, ports, untilEnd);
  answer(options, run, ({ at, instants }) => `the clock stands at ${at.toISOString()}, after ${instants} instant(s)`);
  return undefined;
}

function readMove(options: Options): MoveClockInput {
  const moves: MoveClockInput[] = [];
  if (options.hour) moves.push({ to: "hour" });
  if (options.day) moves.push({ to: "day" });
  if (options.nextEvent) moves.push({ to: "next_event" });
  if (options.untilEnd) {
    const campaignId = typeof options.untilEnd === "string" ? options.untilEnd : undefined;
    moves.push(moveClockInput.parse({ to: "campaign_end", campaignId }));
  }
  if (options.to) moves.push(moveClockInput.parse({ to: "instant", at: new Date(options.to) }));
  const [move] = moves;
  if (!move || moves.length > 1) throw new UsageError("Say one of --hour, --day, --next-event, --until-end, --to.");
  return move;
}

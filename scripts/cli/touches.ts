import type { Command } from "commander";
import { action, answer, type Output, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { listTouchesInput } from "@/server/touches/contract";
import { listTouches } from "@/server/touches/list-touches";

type Options = Output & {
  workspace: string;
  channel?: string;
  status?: string;
  debtor?: string;
  campaign?: string;
  after?: string;
};

/** `duelane touches list` */
export function touchCommands(program: Command): void {
  const touches = program.command("touches").description("attempts to reach debtors");
  touches
    .command("list")
    .description("newest first")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .option("--channel <channel>", "email, sms or voice")
    .option("--status <status>", "queued, sending, sent, delivered, bounced, failed, unknown, refused, cancelled")
    .option("--debtor <id>", "of one debtor, deb_…")
    .option("--campaign <id>", "of one campaign, cmp_…")
    .option("--after <cursor>", "the page that follows: nextCursor of the answer in JSON")
    .option("--json", "answer in JSON")
    .action(action((options: Options) => withDatabase(() => list(options))));
}

async function list(options: Options): Promise<undefined> {
  const input = listTouchesInput.parse({
    channel: options.channel,
    status: options.status,
    debtorId: options.debtor,
    campaignId: options.campaign,
    cursor: options.after,
  });
  const result = await listTouches(await workspaceBySlug(options.workspace), input);
  answer(options, result, ({ rows }) =>
    rows.map((row) =>
      [
        row.id,
        row.dispatchAt.toISOString(),
        row.channel.padEnd(5),
        row.status.padEnd(9),
        row.resultCode ?? "",
        row.debtorName,
      ].join("  "),
    ),
  );
  return undefined;
}

import type { Command } from "commander";
import { action, answer, type Output, UsageError, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { type Audience, audience, launchCampaignInput } from "@/server/campaigns/contract";
import { previewAudience } from "@/server/campaigns/entering/preview-audience";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { toPublicId } from "@/server/public-ids";

type Options = Output & {
  workspace: string;
  name: string;
  version: string;
  overdueDays: string;
  currency?: string;
  country?: string[];
  dryRun?: boolean;
};

/** `duelane campaigns launch` */
export function campaignCommands(program: Command): void {
  const campaigns = program.command("campaigns").description("journeys at work on debtors");
  campaigns
    .command("launch")
    .description("take the overdue debtors into a published journey; the worker then runs it")
    .requiredOption("--workspace <slug>", "the workspace's name in its address")
    .requiredOption("--name <name>", "the campaign's name")
    .requiredOption("--version <id>", "the published journey version, jrv_…")
    .option("--overdue-days <n>", "an invoice is overdue by at least so many days", "1")
    .option("--currency <code>", "only this currency")
    .option("--country <codes...>", "only debtors of these countries")
    .option("--dry-run", "only count whom it would take in")
    .option("--json", "answer in JSON")
    .action(action((options: Options) => withDatabase(() => launch(options))));
}

async function launch(options: Options): Promise<undefined> {
  const ctx = await workspaceBySlug(options.workspace);
  const whom = readAudience(options);
  if (options.dryRun) {
    const preview = await previewAudience(ctx, { audience: whom });
    answer(options, preview, ({ debtors, invoices }) => `${debtors} debtor(s) with ${invoices} invoice(s)`);
    return undefined;
  }
  const input = launchCampaignInput.parse({ name: options.name, journeyVersionId: options.version, audience: whom });
  const { workQueue } = await import("@/server/wiring");
  const { campaignId } = await launchCampaign(ctx, input, workQueue());
  answer(
    options,
    { id: toPublicId("campaign", campaignId) },
    ({ id }) => `${id} launched; the worker takes its audience in`,
  );
  return undefined;
}

function readAudience(options: Options): Audience {
  const overdueDaysMin = Number(options.overdueDays);
  if (!Number.isInteger(overdueDaysMin)) throw new UsageError("--overdue-days takes a whole number of days.");
  return audience.parse({ overdueDaysMin, currency: options.currency, countries: options.country });
}

import type { Command } from "commander";
import { action, answer, exit, type Output, withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { accessReason } from "@/server/audit/contract";
import { publicId } from "@/server/public-ids";
import { forecastRetention } from "@/server/retention/forecast-retention";
import { readRetention } from "@/server/retention/read-retention";
import { runRetention } from "@/server/retention/run-retention";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { exportPerson } from "@/server/rights/export/export-person";
import { listRequests } from "@/server/rights/requests/list-requests";

type OfTenant = Output & { tenant: string };
type OfRequest = OfTenant & { request: string };

/** `duelane rights list|plan|export|erase` */
export function rightsCommands(program: Command): void {
  const rights = program.command("rights").description("what people ask about their data");
  const of = (name: string, description: string) =>
    rights
      .command(name)
      .description(description)
      .requiredOption("--tenant <slug>", "the workspace's name in its address")
      .option("--json", "answer in JSON");
  of("list", "requests, the soonest due first").action(
    action((options: OfTenant) => withDatabase(() => list(options))),
  );
  of("plan", "what an erasure would delete, and what must be kept until when and why; changes nothing")
    .requiredOption("--request <id>", "the request, rreq_…")
    .action(action((options: OfRequest) => withDatabase(() => plan(options))));
  of("export", "everything that is held of a person, to standard output")
    .requiredOption("--debtor <id>", "the person, deb_…")
    .requiredOption("--reason <reason>", `why: ${accessReason.options.join(", ")}`)
    .option("--html", "a page to be read and printed instead of JSON")
    .action(action((options: ExportOptions) => withDatabase(() => take(options))));
  of("erase", "erase the person of a request, as `plan` says it now; cannot be undone")
    .requiredOption("--request <id>", "the request, rreq_…")
    .requiredOption("--hash <hash>", "of the plan that was looked at")
    .action(action((options: OfRequest & { hash: string }) => withDatabase(() => erase(options))));
}

/** `duelane retention show|dry-run|run` */
export function retentionCommands(program: Command): void {
  const retention = program.command("retention").description("how long data is kept");
  const of = (name: string, description: string) =>
    retention
      .command(name)
      .description(description)
      .requiredOption("--tenant <slug>", "the workspace's name in its address")
      .option("--json", "answer in JSON");
  of("show", "the period of each kind of data, and the rules behind it").action(
    action((options: OfTenant) => withDatabase(() => show(options))),
  );
  of("dry-run", "what the next run would delete, and what is held and why; changes nothing").action(
    action((options: OfTenant) => withDatabase(() => dryRun(options))),
  );
  of("run", "delete what has been kept long enough, now").action(
    action((options: OfTenant) => withDatabase(() => run(options))),
  );
}

async function list(options: OfTenant): Promise<undefined> {
  const result = await listRequests(await workspaceBySlug(options.tenant), { limit: 200 });
  answer(options, result, ({ rows, open, overdue }) => [
    `${open} open, ${overdue} overdue`,
    ...rows.map(
      ({ id, kind, status, debtorName, dueOn, law }) =>
        `  ${id} ${kind} ${status} ${debtorName}, due ${dueOn} (${law})`,
    ),
  ]);
  return undefined;
}

async function plan(options: OfRequest): Promise<number> {
  const requestId = publicId("rightsRequest").parse(options.request);
  const result = await planErasure(await workspaceBySlug(options.tenant), { requestId });
  answer(options, result, ({ debtorName, lines, kept, suppressed, shared, vendors, blockers, hash }) => [
    `${debtorName}:`,
    ...lines.map(({ holding, count, fate }) => `  ${holding}: ${count} ${fate}`),
    ...kept.map(({ kind, things, keptUntil, sources }) => {
      const why = sources.map(({ citation, verified }) => `${citation}${verified ? "" : " (not verified)"}`).join("; ");
      return `  kept apart until ${keptUntil}: ${things} of ${kind}, by ${why}`;
    }),
    `  ${suppressed} addresses recognised if they come back, ${shared} shared with others stay with them`,
    ...(vendors.length > 0 ? [`  to be asked as well: ${vendors.join(", ")}`] : []),
    ...blockers.map((blocker) => `  not now: ${blocker}`),
    `hash ${hash}`,
  ]);
  return result.blockers.length > 0 ? exit.failed : exit.done;
}

type ExportOptions = OfTenant & { debtor: string; reason: string; html?: boolean };

async function take(options: ExportOptions): Promise<undefined> {
  const debtorId = publicId("debtor").parse(options.debtor);
  const reason = accessReason.parse(options.reason);
  const format = options.html ? "html" : "json";
  const ctx = await workspaceBySlug(options.tenant);
  process.stdout.write(await exportPerson(ctx, { debtorId, reason, format, locale: "en" }));
  return undefined;
}

async function erase(options: OfRequest & { hash: string }): Promise<undefined> {
  const requestId = publicId("rightsRequest").parse(options.request);
  const result = await erasePerson(await workspaceBySlug(options.tenant), { requestId, hash: options.hash });
  answer(options, result, ({ kept, suppressed, files, traces }) => [
    `erased: ${kept} records kept apart, ${suppressed} addresses and ids suppressed, ${files} files dropped`,
    ...(traces === null ? ["the workspace was too large to be looked through for traces"] : []),
    ...Object.entries(traces ?? {}).map(([table, count]) => `  still spoken of in ${count} rows of ${table}`),
  ]);
  return undefined;
}

async function show(options: OfTenant): Promise<undefined> {
  const result = await readRetention(await workspaceBySlug(options.tenant));
  answer(options, result, ({ lines }) =>
    lines.map(
      ({ kind, days, from, sources }) =>
        `${kind}: ${days === null ? "no period" : `${days} days from ${from}`}${sources.length > 0 ? ` (${sources.map(({ id }) => id).join(", ")})` : ""}`,
    ),
  );
  return undefined;
}

async function dryRun(options: OfTenant): Promise<undefined> {
  const result = await forecastRetention(await workspaceBySlug(options.tenant));
  answer(options, result, (lines) =>
    lines.map(({ kind, goes, held }) => {
      const why = held.map(({ hold, count }) => `${count} ${hold}`).join(", ");
      return `${kind}: ${goes} would go${why ? `, held: ${why}` : ""}`;
    }),
  );
  return undefined;
}

async function run(options: OfTenant): Promise<undefined> {
  const result = await runRetention(await workspaceBySlug(options.tenant));
  answer(options, result, ({ deleted, more }) => [
    ...Object.entries(deleted).map(([kind, count]) => `${kind}: ${count} deleted`),
    ...(Object.keys(deleted).length === 0 ? ["nothing was over"] : []),
    ...(more ? ["more waits for the next run"] : []),
  ]);
  return undefined;
}

// `duelane journeys simulate`: a journey lived through on debtors from a file or made up, without a database.
import type { Command } from "commander";
import { action, answer, exit, type Output, readText, UsageError } from "@/scripts/cli/program";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { journeyFromJson } from "@/server/journeys/graph/projections/json";
import { debtorsFromJson, type ReadDebtors } from "@/server/journeys/simulation/debtor-file";
import { simulate } from "@/server/journeys/simulation/simulate";
import { contactHours, countsAt, type Totals, totalsOf } from "@/server/journeys/simulation/summarise";
import { synthesise } from "@/server/journeys/simulation/synthesise";
import { type TeamName, teams } from "@/server/journeys/simulation/team";

type Options = Output & {
  journey: string;
  debtors?: string;
  synthetic?: string;
  days: string;
  from: string;
  seed: string;
  at: string;
  overdue: string;
  rolling?: boolean;
  zone: string;
  team: string;
};

const help = `
The debtors' file is JSON: a list of debtors, or { "workspace": {…}, "debtors": […] }.
  workspace   timeZone, collectorRole (first_party, third_party, debt_buyer), licensedAgency, regulatedLender, inNewYorkCity,
              registeredTemplates, housePolicy (notBefore, notAfter, days, maxCallsPer7Days, maxContactsPer7Days,
              minGapHours, refusedChannels, adopted)
  a debtor    id*, country*, invoices*, name, kind (company, sole_trader, consumer), region, postalCode,
              addressVerified, statedTimeZone, language, tags, stop, pausedReason, email, phone (+15125550100),
              lineType, preferences (notBefore, notAfter, days, refusedChannels), validationNoticeSentAt, phoneVerifiedAt,
              consents and optOuts (lists of email, sms, voice), promises, behaviour, happenings
  an invoice  id*, currency*, openMinor* (minor units), dueOn* (YYYY-MM-DD), issuedOn, disputed
  behaviour   probabilities: lateDays, lateSpreadDays, neverPays, paysWhenAsked, paysInPart, promises, keepsPromises,
              disputes, replies, opensLink, wantsPerson, optsOut, answersCalls, machineAnswers, deadAddress, movesHouse;
              absent = the average debtor, null = nothing happens but "happenings"
  happenings  { "kind", "at" (ISO instant), … }: paid (currency, amountMinor), promised (dueOn), disputed and
              dispute_resolved (invoiceId), opted_out (channel), replied (channel), link_opened, wants_person,
              stopped (stop), moved (region, postalCode, statedTimeZone), invoice_issued (invoice)
  * must be there

The same journey, debtors, seed, --from and --days give the same output, byte for byte.
Exit codes: 0 simulated; 1 the journey could not be published as it is; 2 the call or a file is not valid.`;

/** Adds the verb to `journeys`. */
export function simulateCommand(journeys: Command): void {
  journeys
    .command("simulate")
    .description("live through a journey day by day, before it contacts anybody; needs no database")
    .requiredOption("--journey <file>", "a journey's JSON file, or - for standard input")
    .option("--debtors <file>", "debtors in JSON, see below")
    .option("--synthetic <count>", "made-up debtors of all kinds instead of a file")
    .requiredOption("--days <n>", "how many days, 1 to 1000")
    .requiredOption("--from <date>", "the first day, YYYY-MM-DD, in the workspace's zone")
    .option("--seed <text>", "what their luck is drawn from", "duelane")
    .option("--at <time>", "the time of day at which debtors enter", "09:00")
    .option("--overdue <days>", "who enters: overdue by at least so many days", "1")
    .option("--rolling", "also take in, later, whose invoices pass the mark on later days")
    .option("--team <how>", "what people answer to approvals and fees: usual, yes, no or nobody", "usual")
    .option("--zone <name>", "the workspace's time zone, with --synthetic", "America/Chicago")
    .option("--json", "answer in JSON: every touch with its receipt, counts, totals")
    .addHelpText("after", help)
    .action(action(async (options: Options) => run(options)));
}

const isTeam = (name: string): name is TeamName => Object.hasOwn(teams, name);

function run(options: Options): number {
  const days = wholeNumber("--days", options.days, 1, 1_000);
  const overdueDaysMin = wholeNumber("--overdue", options.overdue, -365, 3_650);
  if (!isDay(options.from)) throw new UsageError(`--from ${options.from}: write the day as YYYY-MM-DD.`);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(options.at))
    throw new UsageError(`--at ${options.at}: write the time as HH:MM.`);
  if (!isTeam(options.team))
    throw new UsageError(`--team ${options.team}: write one of ${Object.keys(teams).join(", ")}.`);
  const read = journeyFromJson(readText(options.journey));
  if (!read.ok) throw new UsageError(read.reasons.join("\n"));
  const validation = validateGraph(read.file.journey);
  if (!validation.ok) {
    answer(options, { ok: false, problems: validation.problems }, ({ problems }) =>
      problems.map((problem) => `${problem.nodeId ?? "journey"}: ${problem.reason}`),
    );
    return exit.failed;
  }
  const { tenant, debtors } = whom(options);
  const result = simulate({
    graph: validation.graph,
    tenant,
    debtors,
    seed: options.seed,
    from: options.from,
    days,
    startsAt: options.at,
    team: teams[options.team],
    entry: { overdueDaysMin, rolling: options.rolling ?? false },
  });
  const totals = totalsOf(result);
  const report = {
    ok: true,
    journey: read.file.name,
    seed: options.seed,
    from: options.from,
    zone: result.zone,
    debtors: debtors.length,
    totals,
    contactHours: contactHours(result.touches),
    days: result.days.map(({ day, endsAt }) => ({
      day,
      atNode: countsOn(result, endsAt),
      ...dayOf(totalsOf(result, endsAt)),
    })),
    enrollments: result.enrollments.map(({ positions: _, ...enrollment }) => enrollment),
    touches: result.touches,
    told: result.told,
  };
  answer(options, report, () => lines(read.file.name, days, totals));
  return exit.done;
}

function whom(options: Options): ReadDebtors {
  if ((options.debtors === undefined) === (options.synthetic === undefined)) {
    throw new UsageError("Say whom: --debtors FILE or --synthetic COUNT, one of them.");
  }
  if (options.debtors !== undefined) {
    const read = debtorsFromJson(readText(options.debtors));
    if (!read.ok) throw new UsageError(read.reasons.slice(0, 20).join("\n"));
    return read.file;
  }
  const count = wholeNumber("--synthetic", options.synthetic ?? "", 1, 100_000);
  const { seed, from: today, zone } = options;
  const read = debtorsFromJson(JSON.stringify({ workspace: { timeZone: zone }, debtors: [placeholder] }));
  if (!read.ok) throw new UsageError(`--zone ${zone}: is no time zone's name.`);
  return { tenant: read.file.tenant, debtors: synthesise({ seed, count, today, zone }) };
}

const placeholder = {
  id: "-",
  country: "US",
  invoices: [{ id: "-", currency: "USD", openMinor: 0, dueOn: "2000-01-01" }],
};

function countsOn(result: ReturnType<typeof simulate>, until: number): Record<string, number> {
  const counts = [...countsAt(result.enrollments, until)].filter(([, { here }]) => here > 0);
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([nodeId, { here }]) => [nodeId, here]));
}

const dayOf = ({ inside, channels, paid, outcomes }: Totals) => ({
  inside,
  sent: { email: channels.email.sent, sms: channels.sms.sent, voice: channels.voice.sent },
  paid,
  outcomes,
});

function lines(name: string, days: number, totals: Totals): string[] {
  const { channels, promises } = totals;
  const channelLine = (label: string, of: keyof typeof channels) => {
    const { sent, deferred, refused, cancelled } = channels[of];
    return `${label.padEnd(8)} ${sent} sent, ${deferred} put off, ${refused} refused, ${cancelled} cancelled`;
  };
  return [
    `${name}: ${totals.entered} debtors entered, ${totals.inside} still inside after ${days} days`,
    channelLine("e-mail", "email"),
    channelLine("text", "sms"),
    channelLine("call", "voice"),
    `promises ${promises.made} made, ${promises.kept} kept, ${promises.broken} broken; ${totals.disputes} disputes, ${totals.optOuts} opt-outs`,
    ...totals.paid.map(
      ({ currency, amountMinor, payments }) =>
        `paid     ${amountMinor} minor units of ${currency} in ${payments} payments`,
    ),
    ...totals.outcomes.map(({ outcome, count }) => `left     ${count} as ${outcome}`),
    ...totals.refusals.map(({ code, count }) => `refused  ${count} because ${code}`),
  ];
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max || text.trim() === "") {
    throw new UsageError(`${option} ${text}: write a whole number from ${min} to ${max}.`);
  }
  return value;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

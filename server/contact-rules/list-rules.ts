import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { adoptable, type RuleList, type RuleRow, type Topic } from "@/server/contact-rules/contract";
import { read } from "@/server/mutate";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { currentPack } from "@/server/policy/rules/pack";
import { plainWords, weekLines } from "@/server/policy/rules/plain-words";
import type { Rule } from "@/server/policy/rules/rule";
import { type DebtorGroup, whoIsBound } from "@/server/policy/who-is-bound";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";

/** Every rule of the pack: what it asks, where it is written, and whom of this workspace it binds. */
export function listRules(ctx: TenantContext): Promise<RuleList> {
  return read(ctx, "contactRules.read", async (tx) => {
    const { tenant } = await loadContactFacts(tx, ctx, []);
    const { today } = await workspaceDay(tx, ctx);
    const groups = await loadGroups(tx, ctx);
    const house = withHouseDefaults(tenant.housePolicy);
    // A channel that the house refuses is shown with its rules all the same: the refusal is one of them.
    const here = { collector: tenant.collector, adopted: house.adopted ?? [], refusedChannels: [] };
    const bound = whoIsBound(groups, here, currentPack);
    const [lookedUpOn = "", hash = ""] = currentPack.version.split(".");
    return {
      version: currentPack.version,
      lookedUpOn,
      hash,
      today,
      collectorRole: tenant.collector.role,
      debtors: groups.reduce((sum, group) => sum + group.debtors, 0),
      rules: currentPack.rules.map((rule, index) => toRow(rule, index, bound.get(rule), today)),
    };
  });
}

type Verdict = ReturnType<typeof whoIsBound> extends Map<Rule, infer Each> ? Each | undefined : never;

/** A rule of the pack, which stands at `index` there, and whom it binds. */
export function toRow(rule: Rule, index: number, bound: Verdict, today: string): RuleRow {
  const { scope, effectiveFrom, effectiveTo = null } = rule;
  return {
    key: `${rule.id} ${index}`,
    ruleId: rule.id,
    code: rule.code,
    place: scope.inNewYorkCity ? "US-NYC" : (scope.places?.[0] ?? "*"),
    topic: topicOf(rule),
    asks: plainWords(rule),
    hours: rule.kind === "window" ? weekLines(rule.params.week) : [],
    basis: rule.basis,
    citation: rule.citation,
    url: rule.url,
    verified: rule.verified,
    verifiedOn: rule.verifiedOn,
    effectiveFrom,
    effectiveTo,
    inForce: today < effectiveFrom ? "later" : effectiveTo !== null && today >= effectiveTo ? "over" : "now",
    adoptable: adoptable.some((id) => id === rule.id),
    binds: {
      roles: [...(scope.roles ?? [])],
      kinds: [...(scope.debtorKinds ?? [])],
      channels: [...(scope.channels ?? [])],
      conditions: conditionsOf(rule),
    },
    here: bound && !("notHere" in bound) ? bound : null,
    notHere: bound && "notHere" in bound ? bound.notHere : null,
  };
}

/** What else must be true of a single contact. */
function conditionsOf({ scope }: Rule): RuleRow["binds"]["conditions"] {
  return [
    ...(scope.ai ? (["ai"] as const) : []),
    ...(scope.promotional ? (["promotional"] as const) : []),
    ...(scope.recording ? (["recording"] as const) : []),
    ...(scope.contactPlace === "work" ? (["work"] as const) : []),
    ...(scope.licensedAgency ? (["licensed"] as const) : []),
    ...(scope.regulatedLender ? (["lender"] as const) : []),
    ...(scope.regulatedCredit ? (["credit"] as const) : []),
    ...(scope.lineTypes ?? []),
  ];
}

const topicOfKind: Record<Rule["kind"], Topic> = {
  jurisdiction: "reach",
  unusable_address: "reach",
  number_age: "reach",
  refused_channel: "stops",
  stop: "stops",
  opt_out: "stops",
  confirmation: "stops",
  ai_voice_consent: "consent",
  written_consent: "consent",
  work_email: "consent",
  registry: "registries",
  registered_template: "registries",
  window: "hours",
  house_hours: "hours",
  preference: "hours",
  cap: "frequency",
  cooldown: "frequency",
  house_cap: "frequency",
  house_gap: "frequency",
  validation: "content",
  email_procedures: "content",
  suit_threat: "content",
  collector_notice: "content",
  natural_person_credit: "content",
  recording: "content",
  oblige: "content",
};
const topicOf = ({ kind }: Rule) => topicOfKind[kind];

/** The debtors by all that a rule may ask of one. */
export async function loadGroups(tx: TenantTransaction, ctx: TenantContext): Promise<DebtorGroup[]> {
  const { rows } = await tx.execute<GroupRow>(sql`
    with owing as (
      select id, kind, country, region,
        case when country = 'US' and region is null then left(postal_code, 5) end as zip,
        country = 'US' and coalesce(postal_code, '') ~ '^(10[0-4]|11[0-46])' as city
      from debtors where tenant_id = ${ctx.tenantId}),
    reached as (
      select distinct debtor_id, case when kind = 'phone' then left(address, 5) else '' end as prefix
      from contact_points where tenant_id = ${ctx.tenantId})
    select o.kind, o.country, o.region, o.zip, o.city, r.prefix, count(*)::int as debtors
    from owing o left join reached r on r.debtor_id = o.id
    group by 1, 2, 3, 4, 5, 6
    union all
    select kind, country, region, zip, city, 'all', count(*)::int from owing group by 1, 2, 3, 4, 5`);
  const groups = new Map<string, DebtorGroup>();
  for (const { kind, country, region, zip, city, prefix, debtors } of rows) {
    const key = [kind, country, region, zip, city].join("|");
    const known = groups.get(key);
    const group = known ?? {
      kind,
      country,
      region,
      postalCode: zip,
      inNewYorkCity: city,
      debtors: 0,
      withEmail: 0,
      numbers: [],
    };
    if (!known) groups.set(key, group);
    if (prefix === "all") group.debtors = debtors;
    else if (prefix === "") group.withEmail = debtors;
    else if (prefix !== null) group.numbers.push({ prefix, debtors });
  }
  return [...groups.values()];
}

type GroupRow = {
  kind: DebtorGroup["kind"];
  country: string;
  region: string | null;
  zip: string | null;
  city: boolean;
  prefix: string | null;
  debtors: number;
};

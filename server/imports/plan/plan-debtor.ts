// Which debtor a row is about, and what it changes about them. Pure.
import type { FieldChange } from "@/server/imports/contract";
import type { ImportRow, PartyFacts } from "@/server/imports/parsing/import-row";
import { foldName } from "@/server/imports/parsing/values/fold-text";
import { type Known, type KnownDebtor, rememberDebtor } from "@/server/imports/plan/known";
import { changed, type Plan, RowRefused } from "@/server/imports/plan/plan";
import type { PlanContext } from "@/server/imports/plan/planner";

export type Effect = "new" | "changed" | "unchanged" | "skipped";

/** By the customer's own id, else by name; a debtor known only by name gets its id when the file brings it. */
export function resolveDebtor(known: Known, party: PartyFacts): KnownDebtor | "ambiguous" | undefined {
  if (party.externalId) {
    const own = known.byExternalId.get(party.externalId);
    if (own) return own;
    const named = party.name ? known.byExternalId.get(party.name) : undefined;
    return named && named.name === party.name ? named : undefined;
  }
  const name = party.name ?? "";
  const same = known.byName.get(foldName(name)) ?? [];
  if (same.length > 1) return "ambiguous";
  return same[0] ?? known.byExternalId.get(name);
}

/** Throws RowRefused where the row cannot tell its debtor, or a new one lacks a country. */
export function debtorOrRefuse(context: PlanContext, known: Known, party: PartyFacts): KnownDebtor | undefined {
  const debtor = resolveDebtor(known, party);
  if (debtor === "ambiguous") {
    throw new RowRefused({ code: "DEBTOR_NAME_AMBIGUOUS", field: "debtor_name", value: party.name ?? "" });
  }
  if (!debtor && !party.debtor.country && !context.options.country) {
    throw new RowRefused({ code: "COUNTRY_MISSING", field: "country" });
  }
  return debtor;
}

/** Applies what the row is the first to say, or creates the debtor under the id given for it. */
export function planDebtor(
  context: PlanContext,
  known: Known,
  plan: Plan,
  row: ImportRow,
  existing: KnownDebtor | string,
  first: ReadonlySet<string>,
): { debtor: KnownDebtor; effect: Effect } {
  if (typeof existing === "string")
    return { debtor: createDebtor(context, known, plan, row.party, existing), effect: "new" };
  const changes = changesOf(known, row.party, existing, first);
  if (changes.length === 0) return { debtor: existing, effect: "unchanged" };
  plan.changedDebtors.add(existing);
  if (known.fresh.has(existing.id)) return { debtor: existing, effect: "unchanged" };
  plan.counts.debtorsChanged += 1;
  plan.issues.push({ line: row.line, kind: "change", details: { subject: "debtor", label: existing.name, changes } });
  return { debtor: existing, effect: "changed" };
}

function createDebtor(context: PlanContext, known: Known, plan: Plan, party: PartyFacts, id: string): KnownDebtor {
  const facts = party.debtor;
  const externalId = party.externalId ?? party.name ?? "";
  const debtor: KnownDebtor = {
    id,
    externalId,
    name: party.name ?? externalId,
    kind: facts.kind ?? "company",
    country: facts.country ?? context.options.country ?? "",
    region: facts.region ?? null,
    city: facts.city ?? null,
    postalCode: facts.postalCode ?? null,
    street: facts.street ?? null,
    addressVerified: facts.addressVerified ?? false,
    statedTimeZone: facts.statedTimeZone ?? null,
    language: facts.language ?? context.language,
    tags: facts.tags ?? [],
  };
  rememberDebtor(known, debtor);
  known.fresh.add(debtor.id);
  known.contacts.set(debtor.id, []);
  known.addresses.set(debtor.id, []);
  known.consents.set(debtor.id, []);
  known.optOuts.set(debtor.id, []);
  plan.newDebtors.push(debtor);
  plan.counts.debtorsNew += 1;
  return debtor;
}

function changesOf(known: Known, party: PartyFacts, debtor: KnownDebtor, first: ReadonlySet<string>): FieldChange[] {
  const changes: FieldChange[] = [];
  if (party.externalId && party.externalId !== debtor.externalId) {
    changed(changes, "externalId", debtor.externalId, party.externalId);
    debtor.externalId = party.externalId;
    known.byExternalId.set(party.externalId, debtor);
  }
  if (party.name && first.has("name") && party.name !== debtor.name) {
    changed(changes, "name", debtor.name, party.name);
    debtor.name = party.name;
    rememberDebtor(known, debtor);
  }
  const { tags, ...facts } = party.debtor;
  for (const key of Object.keys(facts) as (keyof typeof facts)[]) {
    const value = facts[key];
    if (value === undefined || value === debtor[key] || !first.has(key)) continue;
    changed(changes, key, debtor[key], value);
    Object.assign(debtor, { [key]: value });
  }
  if (tags && first.has("tags") && tags.join() !== [...debtor.tags].sort().join()) {
    changed(changes, "tags", debtor.tags.join(", "), tags.join(", "));
    debtor.tags = tags;
  }
  return changes;
}

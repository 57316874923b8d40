// The person at the debtor, their addresses, and what they allowed. Pure.
import type { FieldChange } from "@/server/imports/contract";
import type { ContactFacts, ImportRow } from "@/server/imports/parsing/import-row";
import { foldName } from "@/server/imports/parsing/values/fold-text";
import { consentFact, jobTitleFact, primaryFact } from "@/server/imports/plan/file-memory";
import type { Known, KnownContact, KnownDebtor } from "@/server/imports/plan/known";
import { changed, type Plan } from "@/server/imports/plan/plan";
import type { Effect } from "@/server/imports/plan/plan-debtor";
import type { PlanContext } from "@/server/imports/plan/planner";

/** Adds what is new and never deletes: an address that a file no longer has may still be the right one. */
export function planContact(
  context: PlanContext,
  known: Known,
  plan: Plan,
  row: ImportRow,
  debtor: KnownDebtor,
  first: ReadonlySet<string>,
): Effect {
  const facts = row.party.contact;
  if (!facts) return "unchanged";
  const changes: FieldChange[] = [];
  const before = plan.counts.contactsNew + plan.counts.addressesNew;
  const contact = findContact(known, facts, debtor) ?? createContact(context, known, plan, facts, debtor);
  if (facts.jobTitle && facts.jobTitle !== contact.jobTitle && first.has(jobTitleFact(facts.name))) {
    changed(changes, "jobTitle", contact.jobTitle, facts.jobTitle);
    contact.jobTitle = facts.jobTitle;
    plan.changedContacts.add(contact);
  }
  planAddresses(context, known, plan, facts, contact, first, changes);
  planVerified(context, plan, facts, debtor);
  planConsents(context, known, plan, row, facts, debtor, first, changes);
  planOptOuts(context, known, plan, facts, debtor, changes);
  if (plan.counts.contactsNew + plan.counts.addressesNew > before) return "new";
  if (changes.length === 0 || known.fresh.has(debtor.id)) return "unchanged";
  plan.issues.push({ line: row.line, kind: "change", details: { subject: "contact", label: debtor.name, changes } });
  return "changed";
}

/** By name; without a name, whoever has the address, else the first contact. */
function findContact(known: Known, facts: ContactFacts, debtor: KnownDebtor): KnownContact | undefined {
  const contacts = known.contacts.get(debtor.id) ?? [];
  if (facts.name) {
    const { name } = facts;
    return (
      contacts.find((contact) => contact.name === name) ??
      contacts.find((contact) => foldName(contact.name) === foldName(name))
    );
  }
  const addresses = known.addresses.get(debtor.id) ?? [];
  const owned = addresses.find((own) => facts.addresses.some((other) => other.address === own.address));
  return (
    contacts.find((contact) => contact.id === owned?.contactId) ??
    contacts.find((contact) => contact.isPrimary) ??
    contacts[0]
  );
}

function createContact(
  context: PlanContext,
  known: Known,
  plan: Plan,
  facts: ContactFacts,
  debtor: KnownDebtor,
): KnownContact {
  const contacts = known.contacts.get(debtor.id) ?? [];
  const contact: KnownContact = {
    id: context.id(),
    debtorId: debtor.id,
    name: facts.name ?? debtor.name,
    jobTitle: facts.jobTitle ?? null,
    isPrimary: contacts.length === 0,
  };
  contacts.push(contact);
  known.contacts.set(debtor.id, contacts);
  plan.newContacts.push(contact);
  plan.counts.contactsNew += 1;
  return contact;
}

/** A new address is the debtor's first of its kind when there is none, or when it replaces the same contact's. */
function planAddresses(
  context: PlanContext,
  known: Known,
  plan: Plan,
  facts: ContactFacts,
  contact: KnownContact,
  first: ReadonlySet<string>,
  changes: FieldChange[],
) {
  const addresses = known.addresses.get(contact.debtorId) ?? [];
  known.addresses.set(contact.debtorId, addresses);
  const led = new Set<string>();
  for (const { kind, address } of facts.addresses) {
    if (addresses.some((own) => own.kind === kind && own.address === address)) {
      led.add(kind);
      continue;
    }
    const primary = addresses.find((own) => own.kind === kind && own.isPrimary);
    const replaces = primary?.contactId === contact.id && first.has(primaryFact(kind)) && !led.has(kind);
    led.add(kind);
    if (primary && replaces) {
      primary.isPrimary = false;
      plan.demoted.add(primary);
    }
    const isPrimary = !primary || replaces;
    const point = { id: context.id(), debtorId: contact.debtorId, contactId: contact.id, kind, address, isPrimary };
    addresses.push(point);
    plan.newAddresses.push(point);
    plan.counts.addressesNew += 1;
    changed(changes, kind, replaces ? primary?.address : null, address);
  }
}

function planVerified(context: PlanContext, plan: Plan, facts: ContactFacts, debtor: KnownDebtor) {
  const { numbersVerifiedOn: day } = facts;
  if (day === undefined || context.at(day) > context.now) return;
  for (const { kind, address } of facts.addresses) {
    if (kind === "phone") plan.verified.push({ debtorId: debtor.id, address, at: context.at(day) });
  }
}

function planConsents(
  context: PlanContext,
  known: Known,
  plan: Plan,
  row: ImportRow,
  facts: ContactFacts,
  debtor: KnownDebtor,
  first: ReadonlySet<string>,
  changes: FieldChange[],
) {
  const active = known.consents.get(debtor.id) ?? [];
  known.consents.set(debtor.id, active);
  for (const { channel, address, granted, written } of facts.consents) {
    if (!first.has(consentFact(channel, address))) continue;
    const kind = written ? "express_written" : "express";
    const same = active.filter((consent) => consent.channel === channel && consent.address === address);
    if (granted && same.some((consent) => consent.kind === kind || !written)) continue;
    if (granted) {
      const id = context.id();
      active.push({ id, debtorId: debtor.id, channel, address, kind });
      plan.consents.push({
        id,
        debtorId: debtor.id,
        channel,
        address,
        kind,
        wording: facts.consentWording ?? null,
        evidence: `import:${context.importId}:${row.line}`,
        grantedAt: facts.consentOn ? context.at(facts.consentOn) : context.now,
      });
      changed(changes, `consent_${channel}`, null, kind);
    } else if (same.length > 0) {
      for (const consent of same) {
        plan.revokedConsents.push(consent.id);
        active.splice(active.indexOf(consent), 1);
      }
      changed(changes, `consent_${channel}`, same[0]?.kind, null);
    }
  }
}

function planOptOuts(
  context: PlanContext,
  known: Known,
  plan: Plan,
  facts: ContactFacts,
  debtor: KnownDebtor,
  changes: FieldChange[],
) {
  const active = known.optOuts.get(debtor.id) ?? [];
  known.optOuts.set(debtor.id, active);
  for (const { channel, address } of facts.optOuts) {
    if (active.some((own) => own.channel === channel && own.address === address)) continue;
    active.push({ debtorId: debtor.id, channel, address });
    plan.optOuts.push({ id: context.id(), debtorId: debtor.id, channel, address });
    plan.signals.push({ debtorId: debtor.id, kind: "opted_out", data: { channel, address } });
    changed(changes, `optOut_${channel}`, null, address);
  }
}

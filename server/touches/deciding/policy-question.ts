// What the policy is asked about one contact. Receipts keep the question, so nobody's address stands in it: each is
// replaced by a stand-in that keeps what rules read of it, its country and area, and which addresses are the same. Pure.
import { bodyToText } from "@/server/journeys/graph/message-text";
import { readMessage } from "@/server/policy/content/read-message";
import type { PastContact, PolicyInput } from "@/server/policy/contract";
import { withHouseDefaults } from "@/server/policy/house-policy";
import type { TouchContent } from "@/server/touches/contract";
import type { ContactFacts, ContactPoint, DebtorFacts } from "@/server/touches/deciding/debtor-facts";
import { optOutKey } from "@/server/touches/deciding/debtor-facts";
import type { Contact } from "@/server/touches/deciding/judge-contact";
import type { Ledger, LedgerEntry, ReplyEntry } from "@/server/touches/deciding/ledger";
import { policyPurpose } from "@/server/touches/deciding/policy-purpose";

export function policyQuestion(
  { debtor, point, channel, purpose, disputed, saying, promotional, own }: Contact,
  facts: ContactFacts,
  ledger: Ledger,
  now: Date,
): PolicyInput {
  const { tenant } = facts;
  const standIns = new StandIns();
  const address = standIns.of(point.address);
  const said = saying ? readContent(saying.content) : promotional ? { hasPromotion: true } : undefined;
  // Who may be reminded of a debt has not asked for offers, nor the other way round.
  const purposeOfConsent = said?.hasPromotion ? "marketing" : "collection";
  return {
    at: now,
    collector: collectorOf(tenant, debtor),
    debtor: {
      id: debtor.id,
      kind: debtor.kind,
      address: {
        country: debtor.country,
        region: debtor.region ?? undefined,
        postalCode: debtor.postalCode ?? undefined,
      },
      addressVerified: debtor.addressVerified,
      statedTimeZone: debtor.statedTimeZone ?? undefined,
      ceaseRequested: debtor.stop === "cease",
      attorney: debtor.stop === "attorney",
      bankrupt: debtor.stop === "bankrupt",
      deceased: debtor.stop === "deceased",
      paused: debtor.pausedReason !== null,
      // Said only where it is so: what was asked before there were these reads as it did.
      ...(debtor.restricted && { restricted: true }),
      ...(debtor.automationRefused && { automationRefused: true }),
      disputed,
      preferences: debtor.preferences,
      attorneyContact: debtor.stop === "attorney" && point.place === "attorney" ? address : undefined,
      firstContactAt: debtor.firstContactAt,
      validationNoticeSentAt: debtor.validationNoticeSentAt,
    },
    // All that a debtor owes is one account: its invoices are chased together.
    debt: {
      accountId: debtor.id,
      purpose: debtor.kind === "consumer" ? "personal" : "commercial",
      kind: "freight_charge",
      // A claim is older than its due date: what is barred by that is barred for sure.
      accruedOn: saying?.oldestDueOn ?? undefined,
      // Who lends under supervision collects what was lent under it.
      regulatedCredit: tenant.collector.regulatedLender,
    },
    contact: {
      channel,
      address,
      lineType: lineTypeOf(point, debtor),
      ai: channel === "voice",
      place: point.place,
      addressVerifiedAt: point.verifiedAt,
      unusable: unusable(point, channel),
    },
    message: { purpose: policyPurpose(purpose), registeredTemplate: tenant.registeredTemplates, ...said },
    consents: debtor.consents.flatMap(({ kind, purpose = "collection", grantedAt, expiresAt, ...consent }) =>
      kind === "inferred" || purpose !== purposeOfConsent
        ? []
        : [
            {
              channel: consent.channel,
              address: standIns.of(consent.address),
              kind,
              at: grantedAt,
              expiresAt: expiresAt ?? undefined,
            },
          ],
    ),
    optOuts: optOutsAt(point.address, facts).map((optOut) => ({ ...optOut, address })),
    registry: channel === "email" ? undefined : facts.registries?.get(optOutKey(channel, point.address)),
    history: [
      ...ledger.history(debtor.id, point.address, own).map((entry) => pastContact(entry, standIns)),
      ...ledger.repliesOf(debtor.id).map((reply) => pastReply(reply, standIns)),
    ],
    housePolicy: withHouseDefaults(tenant.housePolicy),
  };
}

/** An agency may not work without its licence, and New York City's rules follow it there or its debtor. */
function collectorOf({ collector }: ContactFacts["tenant"], debtor: DebtorFacts): PolicyInput["collector"] {
  const isAgency = collector.role !== "first_party";
  return {
    ...collector,
    licensedAgency: isAgency && collector.licensedAgency !== false,
    inNewYorkCity: isAgency && (collector.inNewYorkCity === true || isInNewYorkCity(debtor)),
  };
}

/** What the policy asks about a text; the rest is checked when it leaves, with its variables filled in. */
function readContent(content: TouchContent): { hasPromotion: boolean; threatensSuit: boolean } {
  const text = content.type === "text" ? content.text : bodyToText(content.body);
  const { hasPromotion, threatensSuit } = readMessage(text);
  return { hasPromotion, threatensSuit };
}

function pastContact(entry: LedgerEntry, standIns: StandIns): PastContact {
  const { at, channel, debtorId, purpose, outcome } = entry;
  const isCall = channel === "voice";
  return {
    at,
    channel,
    direction: "outbound",
    accountId: debtorId,
    debtorId,
    address: standIns.of(entry.address),
    purpose,
    outcome,
    ai: isCall,
    conversation: isCall && outcome === "answered",
  };
}

function pastReply({ at, channel, debtorId, address }: ReplyEntry, standIns: StandIns): PastContact {
  return {
    at,
    channel,
    direction: "inbound",
    accountId: debtorId,
    debtorId,
    address: standIns.of(address),
  };
}

function optOutsAt(address: string, { optOuts }: ContactFacts): Omit<PolicyInput["optOuts"][number], "address">[] {
  return (["email", "sms", "voice"] as const).flatMap((channel) =>
    (optOuts.get(optOutKey(channel, address)) ?? []).map(({ at, source }) => ({ channel, at, source })),
  );
}

/** Internet telephony may end on a mobile, so it is taken for one; a company's landline is a business line. */
function lineTypeOf({ lineType }: ContactPoint, debtor: DebtorFacts): PolicyInput["contact"]["lineType"] {
  if (lineType === "voip") return "mobile";
  if (lineType === "landline" && debtor.kind === "company") return "business_landline";
  return lineType ?? undefined;
}

function unusable({ status, lineType }: ContactPoint, channel: Contact["channel"]): PolicyInput["contact"]["unusable"] {
  if (status !== "active") return status;
  return channel === "sms" && (lineType === "landline" || lineType === "toll_free") ? lineType : undefined;
}

function isInNewYorkCity({ country, postalCode }: DebtorFacts): boolean {
  return country === "US" && /^(10[0-4]|11[0-46])/.test(postalCode ?? "");
}

class StandIns {
  private readonly known = new Map<string, string>();

  of(address: string): string {
    let standIn = this.known.get(address);
    if (standIn === undefined) {
      const number = String(this.known.size + 1).padStart(4, "0");
      standIn = address.startsWith("+")
        ? `${address.slice(0, address[1] === "1" ? 5 : 7)}${number}`
        : `${number}@address`;
      this.known.set(address, standIn);
    }
    return standIn;
  }
}

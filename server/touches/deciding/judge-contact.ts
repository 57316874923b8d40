// One contact before the policy: everything it is asked, from what was loaded in bulk. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { Decision, PolicyInput } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import {
  type ContactFacts,
  type ContactPoint,
  type DebtorFacts,
  isOptedOut,
} from "@/server/touches/deciding/debtor-facts";
import type { Ledger } from "@/server/touches/deciding/ledger";

export type Contact = {
  debtor: DebtorFacts;
  point: ContactPoint;
  channel: Channel;
  purpose: PolicyInput["purpose"];
  /** Every open invoice that the message is about is disputed. */
  disputed: boolean;
  /** Of a touch that is decided again: its own slot does not count against it. */
  own?: { touchId: string; at: Date };
};

/** The policy's decision about this contact now. */
export function judgeContact(contact: Contact, facts: ContactFacts, ledger: Ledger, now: Date): Decision {
  const { debtor, point, channel } = contact;
  return decide({
    now,
    channel,
    address: point.address,
    purpose: contact.purpose,
    artificialVoice: channel === "voice",
    debtor: {
      id: debtor.id,
      kind: debtor.kind,
      country: debtor.country,
      region: debtor.region,
      postalCode: debtor.postalCode,
      addressVerified: debtor.addressVerified,
      statedTimeZone: debtor.statedTimeZone,
      stop: debtor.stop,
      pausedReason: debtor.pausedReason,
      disputed: contact.disputed,
    },
    collectorRole: facts.tenant.collectorRole,
    lineType: point.lineType,
    addressStatus: point.status,
    optedOut: isOptedOut(facts.optOuts, channel, point.address),
    consents: debtor.consents,
    history: ledger.history(debtor.id, point.address, contact.own),
    housePolicy: facts.tenant.housePolicy,
  });
}

/** The decision where there is nobody to ask the policy about: no address on the channel. */
export function noAddress(): Decision {
  return {
    verdict: "deny",
    code: "NO_ADDRESS",
    reasons: [{ ruleId: "DUELANE-ADDRESS", code: "NO_ADDRESS", effect: "deny", facts: {} }],
    obligations: [],
    nextAllowedAt: null,
    candidateZones: [],
    rulePackVersion: "none",
  };
}

/** A cap that frees a slot later is waited for, like a closed window: the step is put off, not lost. */
export function readVerdict(decision: Decision): { verdict: "allow" | "defer" | "deny"; until: Date | null } {
  const until = decision.nextAllowedAt;
  const frees = decision.verdict === "deny" && (decision.code ?? "").startsWith("FREQ_") && until !== null;
  return { verdict: frees ? "defer" : decision.verdict, until };
}

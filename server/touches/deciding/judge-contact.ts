// One contact before the policy, from what was loaded in bulk. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { Decision } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import type { ContactFacts, ContactPoint, DebtorFacts } from "@/server/touches/deciding/debtor-facts";
import { decidedByUs } from "@/server/touches/deciding/decided-by-us";
import type { Ledger } from "@/server/touches/deciding/ledger";
import { policyQuestion } from "@/server/touches/deciding/policy-question";

export type Contact = {
  debtor: DebtorFacts;
  point: ContactPoint;
  channel: Channel;
  purpose: TouchPurpose;
  /** Every open invoice that the message is about is disputed. */
  disputed: boolean;
  /** What the message says, where that is known already, and how old the claim is. */
  saying?: { content: TouchContent; oldestDueOn: string | null };
  /** Of a message that nobody has written yet: it is to contain an offer. */
  promotional?: boolean;
  /** Of a touch that is decided again: its own slot does not count against it. */
  own?: { touchId: string; at: Date };
};

/** The policy's decision about this contact now. */
export function judgeContact(contact: Contact, facts: ContactFacts, ledger: Ledger, now: Date): Decision {
  return decide(policyQuestion(contact, facts, ledger, now));
}

/** The decision where there is nobody to ask the policy about: no address on the channel. */
export function noAddress(): Decision {
  const code = "NO_ADDRESS";
  return { verdict: "deny", code, nextAllowedAt: null, ...decidedByUs("DUELANE-ADDRESS", code, "deny") };
}

/** A cap that frees a slot later is waited for, like a closed window: the step is put off, not lost. */
export function readVerdict(decision: Decision): { verdict: "allow" | "defer" | "deny"; until: Date | null } {
  const until = decision.nextAllowedAt;
  const frees = decision.verdict === "deny" && until !== null;
  return { verdict: frees ? "defer" : decision.verdict, until };
}

// For tests: a question to the policy, with nothing that blocks unless the test says so.
import type { PastContact, PolicyInput } from "@/server/policy/contract";

type Changes = Partial<Omit<PolicyInput, "now" | "debtor">> & {
  now?: string | Date;
  debtor?: Partial<PolicyInput["debtor"]>;
};

const COMPANY_PHONE = "+12125550143";

export function policyInput({ now = "2026-11-18T15:00:00Z", debtor, ...changes }: Changes = {}): PolicyInput {
  return {
    now: new Date(now),
    channel: "voice",
    address: COMPANY_PHONE,
    purpose: "reminder",
    artificialVoice: false,
    collectorRole: "first_party",
    lineType: "landline",
    addressStatus: "active",
    optedOut: false,
    consents: [],
    history: [],
    housePolicy: {},
    ...changes,
    debtor: {
      id: "debtor-1",
      kind: "company",
      country: "US",
      region: "NY",
      postalCode: null,
      addressVerified: false,
      statedTimeZone: null,
      stop: null,
      pausedReason: null,
      disputed: false,
      ...debtor,
    },
  };
}

/** Contacts with the debtor at its address, at these instants. */
export function contacts(channel: PastContact["channel"], ...instants: string[]): PastContact[] {
  return instants.map((at) => ({ channel, at: new Date(at), address: COMPANY_PHONE, debtorId: "debtor-1" }));
}

/** A third party's consumer: the scope of the federal collection rules. */
export const collectedConsumer = { collectorRole: "third_party", debtor: { kind: "consumer" } } as const;

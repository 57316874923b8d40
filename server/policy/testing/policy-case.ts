// For tests: cases as the command line reads them, with nothing that blocks unless the test says so.
import { decideCase } from "@/server/policy/decide-cases";

type Json = Record<string, unknown>;
type Changes = {
  at?: string;
  collector?: Json;
  debtor?: Json;
  debt?: Json;
  contact?: Json;
  message?: Json;
  consents?: Json[];
  optOuts?: Json[];
  registry?: Json;
  history?: Json[];
  housePolicy?: Json;
};

const NOON_IN_NEW_YORK = "2026-11-18T17:00:00Z";
export const NUMBER = "+12125550143";

/** An agency and a consumer in New York State, by phone, at noon; each part can be changed field by field. */
export function policyCase(changes: Changes = {}) {
  const { collector, debtor, debt, contact, message, ...rest } = changes;
  return {
    at: NOON_IN_NEW_YORK,
    collector: { role: "third_party", ...collector },
    debtor: {
      kind: "consumer",
      address: { country: "US", region: "NY" },
      validationNoticeSentAt: "2026-01-05T12:00:00Z",
      firstContactAt: "2026-01-05T12:00:00Z",
      ...debtor,
    },
    debt: { accountId: "A", purpose: "personal", ...debt },
    contact: {
      channel: "voice",
      address: NUMBER,
      lineType: "mobile",
      addressVerifiedAt: "2026-11-10T12:00:00Z",
      ...contact,
    },
    message: { purpose: "reminder", ...message },
    consents: [],
    optOuts: [],
    history: [],
    ...rest,
  };
}

/** The same for a creditor's own business customer. */
export function businessCase(changes: Changes = {}) {
  return policyCase({
    ...changes,
    collector: { role: "first_party", ...changes.collector },
    debtor: { kind: "company", ...changes.debtor },
    debt: { purpose: "commercial", ...changes.debt },
  });
}

/** `[verdict, code, nextAllowedAt]`. */
export function answer(value: unknown) {
  const { verdict, code, nextAllowedAt } = decideCase(value);
  return [verdict, code, nextAllowedAt ? nextAllowedAt.toISOString().replace(".000Z", "Z") : null];
}

/** One earlier call about account A that was answered by nobody, unless the test says more. */
export function call(at: string, more: Json = {}): Json {
  return {
    at,
    channel: "voice",
    direction: "outbound",
    accountId: "A",
    connected: true,
    outcome: "no_answer",
    ...more,
  };
}

export function text(at: string, more: Json = {}): Json {
  return { at, channel: "sms", direction: "outbound", accountId: "A", outcome: "delivered", ...more };
}

/** Calls that many days before noon of 18 November 2026 in New York. */
export function callsBefore(...days: number[]): Json[] {
  return days.map((count) => call(new Date(Date.parse(NOON_IN_NEW_YORK) - count * 86_400_000).toISOString()));
}

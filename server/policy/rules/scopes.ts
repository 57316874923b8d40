// Scopes that many rules share.
import type { Purpose } from "@/server/policy/contract";
import type { Scope } from "@/server/policy/rules/rule";

export const agencies = ["third_party", "debt_buyer"] as const;

/** US-F-SCOPE: who collects another's personal debt from a consumer (15 USC 1692a(5), (6); 12 CFR 1006.2). */
export const collectedConsumer = {
  places: ["US"],
  roles: agencies,
  debtorKinds: ["consumer"],
  debtPurpose: "personal",
} as const satisfies Scope;

/** What answers the debtor at once, at whatever hour and beside every cap. */
export const answers: readonly Purpose[] = ["opt_out_confirmation", "receipt"];

export const everyChannel = ["voice", "sms", "email"] as const;

export const seen = { verified: true, verifiedOn: "2026-11-21" } as const;
export const unseen = { verified: false, verifiedOn: "2026-11-21" } as const;

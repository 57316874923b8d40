// What the work after a call needs of the outside. Adapters stand in server/providers; server/wiring.ts picks them.

import type { CallFacts } from "@/server/calls/followups/call-facts";
import type { ErrandPorts } from "@/server/campaigns/effects/ports";
import type { Locale } from "@/server/i18n/locales";

/** Sums a call up. Throws DomainError PROVIDER_UNAVAILABLE when it cannot; null: it would not. */
export type CallSummaries = {
  name: string;
  summarise(
    call: { facts: CallFacts; language: Locale },
    signal: AbortSignal,
  ): Promise<{ text: string; actions: string[] } | null>;
};

/** Without `summaries` the plain rules sum up. */
export type FollowupPorts = ErrandPorts & { summaries?: CallSummaries };

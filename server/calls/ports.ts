// What a call with keys asks of whoever carries it, and hears from it. Adapters stand in server/providers.
import type { CallEnding } from "@/server/calls/contract";
import type { SpokenLanguage } from "@/server/conversations/standard-texts";

/** Where the call waits for keys. */
export const callSteps = ["menu", "promise_days"] as const;
export type CallStep = (typeof callSteps)[number];

/** What a call says and asks, turn by turn, whoever speaks it: Twilio's TwiML or the sandbox phone. */
export type CallTurn = {
  language: SpokenLanguage;
  say: string[];
  /** Keys to wait for after speaking; null: hang up. `digitsMax` keys, or fewer ended by the hash key. */
  gather: { step: CallStep; digitsMax: number; attempt: number } | null;
};

/** How often a call asks again before it gives up. */
export const ATTEMPTS_MAX = 3;

/** How a call ended. */
export type CallEnd = { outcome: CallEnding; code?: string };

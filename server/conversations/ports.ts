// What conversations ask of a vendor and hear from it. Adapters stand in server/providers.
import type { SpokenLanguage } from "@/server/conversations/standard-texts";
import type { CallResult } from "@/server/touches/contract";
import type { DeliveryUpdate } from "@/server/touches/record-delivery";

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

/** What became of a message that left. */
export type Report = DeliveryUpdate & {
  /** The recipient stopped this sender at the carrier, or told their mail program that it is spam. */
  optOut?: "carrier" | "recipient";
};

/** How a call ended. */
export type CallEnd = { outcome: NonNullable<CallResult["outcome"]>; code?: string };

// What conversations ask of a vendor and hear from it. Adapters stand in server/providers.
import type { DeliveryUpdate } from "@/server/touches/record-delivery";

/** What became of a message that left. */
export type Report = DeliveryUpdate & {
  /** The recipient stopped this sender at the carrier, or told their mail program that it is spam. */
  optOut?: "carrier" | "recipient";
};

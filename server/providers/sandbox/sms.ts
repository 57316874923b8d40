import { fileDelivery } from "@/server/providers/sandbox/deliveries";
import { fateOfNumber } from "@/server/providers/sandbox/magic-addresses";
import type { SmsPort } from "@/server/touches/ports";

/** The number that sandbox messages and calls come from: Twilio's own test number. */
export const SANDBOX_NUMBER = "+15005550006";

/** A phone's messages on the Sandbox page. */
export const sandboxSms: SmsPort = {
  name: "sandbox",
  deduplicates: true,
  async send(message) {
    const fate = fateOfNumber(message.to);
    if (fate === "invalid") return { kind: "refused", code: "21211", suppress: "undeliverable" };
    if (fate === "blocked_by_carrier") return { kind: "refused", code: "21610", suppress: "carrier_opt_out" };
    if (fate === "cannot_text") return { kind: "refused", code: "21614" };
    return fileDelivery(message, {
      channel: "sms",
      fromAddress: SANDBOX_NUMBER,
      body: message.text,
      state: fate === "text_lost" ? "bounced" : "delivered",
    });
  },
};

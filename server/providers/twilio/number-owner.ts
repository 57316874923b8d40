import type { NumberOwner } from "@/server/numbers/ports";
import { type TwilioSettings, twilioClient } from "@/server/providers/twilio/client";

/** The account's own numbers. */
export function twilioNumberOwner(settings: TwilioSettings): NumberOwner {
  return {
    async has(e164, signal) {
      if (e164 === settings.TWILIO_FROM_NUMBER) return true;
      const client = twilioClient(settings, signal);
      const numbers = await client.incomingPhoneNumbers.list({ phoneNumber: e164, limit: 1 });
      return numbers.some(({ phoneNumber }) => phoneNumber === e164);
    },
  };
}

// Line types by Twilio Lookup v2.
import type { LineType } from "@/server/policy/contract";
import { type TwilioSettings, twilioClient } from "@/server/providers/twilio/client";
import type { LineTypePort } from "@/server/touches/ports";

const lineTypes: Record<string, LineType> = {
  mobile: "mobile",
  landline: "landline",
  fixedVoip: "voip",
  nonFixedVoip: "voip",
  tollFree: "toll_free",
  uan: "landline",
  premium: "landline",
  sharedCost: "landline",
  personal: "mobile",
  pager: "mobile",
};

export function twilioLookup(settings: TwilioSettings): LineTypePort {
  return {
    name: "twilio",
    /** Throws where the vendor does not answer: the number then stays unasked. */
    async lineType(e164, signal) {
      const found = await twilioClient(settings, signal)
        .lookups.v2.phoneNumbers(e164)
        .fetch({ fields: "line_type_intelligence" });
      const answer: unknown = found.lineTypeIntelligence;
      const type = typeof answer === "object" && answer !== null && "type" in answer ? answer.type : null;
      return typeof type === "string" ? (lineTypes[type] ?? "unknown") : "unknown";
    },
  };
}

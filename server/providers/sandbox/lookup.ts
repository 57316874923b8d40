import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { LineType } from "@/server/policy/contract";
import type { LineTypePort } from "@/server/touches/ports";

const byType: Partial<Record<string, LineType>> = {
  MOBILE: "mobile",
  PAGER: "mobile",
  PERSONAL_NUMBER: "mobile",
  FIXED_LINE: "landline",
  UAN: "landline",
  SHARED_COST: "landline",
  VOIP: "voip",
  TOLL_FREE: "toll_free",
  PREMIUM_RATE: "landline",
};

/**
 * From the number alone. North American numbers do not tell mobiles from landlines, so there the last two digits
 * decide: 90–94 a landline, 95–99 internet telephony, others a mobile.
 */
export const sandboxLookup: LineTypePort = {
  name: "sandbox",
  async lineType(e164) {
    const known = byType[parsePhoneNumberFromString(e164)?.getType() ?? ""];
    if (known && !e164.startsWith("+1")) return known;
    if (!e164.startsWith("+1")) return "mobile";
    if (known === "toll_free") return known;
    const lastTwo = Number(e164.slice(-2));
    if (lastTwo >= 95) return "voip";
    return lastTwo >= 90 ? "landline" : "mobile";
  },
};

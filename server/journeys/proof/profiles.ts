// The debtors a journey is walked with: one a place and kind whose rules differ, with everything in order, so that what is
// found lies in the journey and not in the data. Pure.
import { regionZones } from "@/server/policy/rules/region-zones";
import type { ContactPoint, DebtorFacts } from "@/server/touches/deciding/debtor-facts";

export type Place = { country: string; region: string | null; kind: DebtorFacts["kind"] };
export type Profile = { key: string; zone: string; debtor: DebtorFacts };

/** Where the rules differ most; walked when a workspace has no debtors yet. */
export const usualPlaces: readonly Place[] = [
  { country: "US", region: "TX", kind: "company" },
  { country: "US", region: "TX", kind: "consumer" },
  { country: "US", region: "MA", kind: "consumer" },
  { country: "US", region: "WA", kind: "company" },
  { country: "US", region: "FL", kind: "consumer" },
  { country: "GB", region: null, kind: "company" },
  { country: "DE", region: null, kind: "company" },
  { country: "IN", region: null, kind: "company" },
];

const zonesOfCountry: Readonly<Record<string, string>> = {
  US: "America/Chicago",
  CA: "America/Toronto",
  AU: "Australia/Sydney",
  GB: "Europe/London",
  DE: "Europe/Berlin",
  FR: "Europe/Paris",
  ES: "Europe/Madrid",
  IT: "Europe/Rome",
  NL: "Europe/Amsterdam",
  PL: "Europe/Warsaw",
  IN: "Asia/Kolkata",
};

/** Numbers that are set aside for drama and documentation, of the country where one is. */
const phoneOfCountry: Readonly<Record<string, string>> = {
  US: "+15125550143",
  CA: "+14165550143",
  GB: "+447700900143",
  AU: "+61491570156",
  IN: "+919999900143",
  DE: "+4915223433333",
};

/** A debtor of that place: reachable everywhere, with consent for its number, a mobile, and a stated zone. */
export function profileOf({ country, region, kind }: Place): Profile {
  const zone = (region && regionZones[`${country}-${region}`]?.[0]) ?? zonesOfCountry[country] ?? "UTC";
  const phone = phoneOfCountry[country] ?? "+15125550143";
  const grantedAt = new Date(0);
  const point = { isPrimary: true, status: "active" as const, contactName: "" };
  const points: ContactPoint[] = [
    { ...point, id: "email", kind: "email", address: "ap@example.com", lineType: null },
    { ...point, id: "phone", kind: "phone", address: phone, lineType: "mobile" },
  ];
  return {
    key: [region ? `${country}-${region}` : country, kind].join(" "),
    zone,
    debtor: {
      id: "profile",
      name: "",
      kind,
      country,
      region,
      postalCode: null,
      addressVerified: true,
      statedTimeZone: zone,
      language: "en",
      tags: [],
      stop: null,
      pausedReason: null,
      points,
      consents: (["sms", "voice"] as const).map((channel) => ({
        channel,
        address: phone,
        kind: "express_written",
        grantedAt,
        expiresAt: null,
      })),
    },
  };
}

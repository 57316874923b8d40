// The second file: one contact for each customer, at a verified address, with e-mail, phone and consents. Domains and
// numbers are reserved ones (RFC 2606, NANPA 555-01XX, Ofcom, ACMA, Bundesnetzagentur).
import { countryOfCode, type Row } from "./receivables";

export type Place = { city: string; region: string; postalCode: string; zone: string; phone: (n: number) => string };

const two = (n: number) => String(n % 100).padStart(2, "0");
const northAmerican = (area: string) => (n: number) => `+1${area}55501${two(n)}`;
const australian = ["570006", "570156", "570157", "570158", "570159", "570110"];

const places: Record<string, Place[]> = {
  US: [
    { city: "Chicago", region: "IL", postalCode: "60607", zone: "America/Chicago", phone: northAmerican("312") },
    {
      city: "Los Angeles",
      region: "CA",
      postalCode: "90021",
      zone: "America/Los_Angeles",
      phone: northAmerican("213"),
    },
  ],
  GB: [
    {
      city: "Manchester",
      region: "",
      postalCode: "M1 1AE",
      zone: "Europe/London",
      phone: (n) => `+4477009000${two(n)}`,
    },
  ],
  AU: [
    {
      city: "Sydney",
      region: "NSW",
      postalCode: "2000",
      zone: "Australia/Sydney",
      phone: (n) => `+61491${australian[n % 6]}`,
    },
  ],
  CA: [
    { city: "Toronto", region: "ON", postalCode: "M5V 2T6", zone: "America/Toronto", phone: northAmerican("416") },
    { city: "Vancouver", region: "BC", postalCode: "V6B 1A1", zone: "America/Vancouver", phone: northAmerican("604") },
  ],
  DE: [
    {
      city: "Hamburg",
      region: "",
      postalCode: "20457",
      zone: "Europe/Berlin",
      phone: (n) => `+4915228817${String(380 + (n % 60))}`,
    },
  ],
};

export type Contact = { customerId: string; country: string; place: Place; email: string; phone: string };

/** One contact a customer, in the order the customers first appear in the file. */
export function contactsFor(rows: Row[]): Contact[] {
  const codes = new Map(rows.map((row) => [row.customerId, row.countryCode]));
  return [...codes].map(([customerId, code], index) => {
    const country = countryOfCode[code]?.iso ?? "US";
    const choices = places[country] ?? [];
    const place = choices[index % choices.length];
    if (!place) throw new Error(`no place for ${country}`);
    return {
      customerId,
      country,
      place,
      email: `ap@${customerId.toLowerCase()}.example.com`,
      phone: place.phone(index),
    };
  });
}

export function contactsCsv(contacts: Contact[]): string {
  const head =
    "Customer ID,Contact name,E-mail,Phone,Street,City,State,Postal code,Country,Address verified,E-mail consent,SMS consent,Call consent";
  const lines = contacts.map(({ customerId, country, place, email, phone }, index) =>
    [
      customerId,
      `Contact ${index + 1}`,
      email,
      phone,
      `${index + 1} Dock Street`,
      place.city,
      place.region,
      place.postalCode,
      country,
      "yes",
      "yes",
      "yes",
      "yes",
    ].join(","),
  );
  return `${[head, ...lines].join("\n")}\n`;
}

// Where the made-up debtors are: cities with their postcode and reserved telephone numbers. Numbers come from the
// ranges regulators keep for fiction (NANPA 555-01XX, Ofcom, ACMA, Bundesnetzagentur, ARCEP); a country without such a
// range gets none. Pure.

export type Place = { city: string; region: string | null; postalCode: string; areaCode?: string };
export type Country = {
  code: string;
  currency: string;
  language: string;
  places: Place[];
  companySuffixes: string[];
  /** A reserved number in E.164 from a number below 100, or none. */
  phone?: (place: Place, line: number) => string;
};

const twoDigits = (line: number) => String(line % 100).padStart(2, "0");
const northAmerican = (place: Place, line: number) => `+1${place.areaCode}55501${twoDigits(line)}`;

export const countries: Country[] = [
  {
    code: "US",
    currency: "USD",
    language: "en",
    companySuffixes: ["LLC", "Inc.", "Corp.", "& Sons"],
    phone: northAmerican,
    places: [
      { city: "Chicago", region: "IL", postalCode: "60607", areaCode: "312" },
      { city: "Dallas", region: "TX", postalCode: "75201", areaCode: "214" },
      { city: "Atlanta", region: "GA", postalCode: "30303", areaCode: "404" },
      { city: "Los Angeles", region: "CA", postalCode: "90021", areaCode: "213" },
      { city: "Newark", region: "NJ", postalCode: "07102", areaCode: "973" },
      { city: "Denver", region: "CO", postalCode: "80202", areaCode: "303" },
      { city: "Seattle", region: "WA", postalCode: "98101", areaCode: "206" },
      { city: "Memphis", region: "TN", postalCode: "38103", areaCode: "901" },
    ],
  },
  {
    code: "CA",
    currency: "CAD",
    language: "en",
    companySuffixes: ["Ltd.", "Inc."],
    phone: northAmerican,
    places: [
      { city: "Toronto", region: "ON", postalCode: "M5V 2T6", areaCode: "416" },
      { city: "Calgary", region: "AB", postalCode: "T2P 1J9", areaCode: "403" },
      { city: "Vancouver", region: "BC", postalCode: "V6B 1A1", areaCode: "604" },
    ],
  },
  {
    code: "GB",
    currency: "GBP",
    language: "en",
    companySuffixes: ["Ltd", "PLC"],
    phone: (_, line) => `+4477009000${twoDigits(line)}`,
    places: [
      { city: "Felixstowe", region: null, postalCode: "IP11 3SY" },
      { city: "Manchester", region: null, postalCode: "M1 1AE" },
      { city: "London", region: null, postalCode: "E16 2QU" },
    ],
  },
  {
    code: "DE",
    currency: "EUR",
    language: "en",
    companySuffixes: ["GmbH", "AG", "KG"],
    phone: (_, line) => `+4930231250${twoDigits(line)}`,
    places: [
      { city: "Hamburg", region: null, postalCode: "20457" },
      { city: "Duisburg", region: null, postalCode: "47051" },
    ],
  },
  {
    code: "FR",
    currency: "EUR",
    language: "en",
    companySuffixes: ["SARL", "SA"],
    phone: (_, line) => `+336399800${twoDigits(line)}`,
    places: [
      { city: "Le Havre", region: null, postalCode: "76600" },
      { city: "Lyon", region: null, postalCode: "69002" },
    ],
  },
  {
    code: "IN",
    currency: "INR",
    language: "hi",
    companySuffixes: ["Pvt Ltd", "Traders", "Exports"],
    places: [
      { city: "Mumbai", region: "MH", postalCode: "400001" },
      { city: "Delhi", region: "DL", postalCode: "110001" },
      { city: "Chennai", region: "TN", postalCode: "600001" },
    ],
  },
  {
    code: "AU",
    currency: "AUD",
    language: "en",
    companySuffixes: ["Pty Ltd"],
    phone: (_, line) => `+614915701${twoDigits(line)}`,
    places: [
      { city: "Sydney", region: "NSW", postalCode: "2000" },
      { city: "Perth", region: "WA", postalCode: "6000" },
    ],
  },
];

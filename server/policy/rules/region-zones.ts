// Region → every zone in it, for the countries of several zones that rules know well; and the postcodes that
// settle a split region. A postcode that is not listed as settled gives the whole union.

const eastern = ["America/New_York"];
const central = ["America/Chicago"];
const mountain = ["America/Denver"];
const pacific = ["America/Los_Angeles"];
const indiana = ["America/Indiana/Indianapolis"];

/** `US-TX`, `CA-ON`, `AU-NSW` → zones. */
export const regionZones: Readonly<Record<string, readonly string[]>> = {
  "US-AL": central,
  "US-AK": ["America/Anchorage", "America/Juneau", "America/Sitka", "America/Nome", "America/Adak"],
  "US-AZ": ["America/Phoenix", ...mountain],
  "US-AR": central,
  "US-CA": pacific,
  "US-CO": mountain,
  "US-CT": eastern,
  "US-DE": eastern,
  "US-DC": eastern,
  "US-FL": [...eastern, ...central],
  "US-GA": eastern,
  "US-HI": ["Pacific/Honolulu"],
  "US-ID": ["America/Boise", ...pacific],
  "US-IL": central,
  "US-IN": [...indiana, ...central],
  "US-IA": central,
  "US-KS": [...central, ...mountain],
  "US-KY": ["America/Kentucky/Louisville", ...central],
  "US-LA": central,
  "US-ME": eastern,
  "US-MD": eastern,
  "US-MA": eastern,
  "US-MI": ["America/Detroit", "America/Menominee"],
  "US-MN": central,
  "US-MS": central,
  "US-MO": central,
  "US-MT": mountain,
  "US-NE": [...central, ...mountain],
  "US-NV": [...pacific, ...mountain],
  "US-NH": eastern,
  "US-NJ": eastern,
  "US-NM": mountain,
  "US-NY": eastern,
  "US-NC": eastern,
  "US-ND": ["America/North_Dakota/Center", ...central, ...mountain],
  "US-OH": eastern,
  "US-OK": central,
  "US-OR": [...pacific, "America/Boise"],
  "US-PA": eastern,
  "US-RI": eastern,
  "US-SC": eastern,
  "US-SD": [...central, ...mountain],
  "US-TN": [...eastern, ...central],
  "US-TX": [...central, ...mountain],
  "US-UT": mountain,
  "US-VT": eastern,
  "US-VA": eastern,
  "US-WA": pacific,
  "US-WV": eastern,
  "US-WI": central,
  "US-WY": mountain,
  "US-PR": ["America/Puerto_Rico"],
  "US-VI": ["America/St_Thomas"],
  "US-GU": ["Pacific/Guam"],
  "US-MP": ["Pacific/Saipan"],
  "US-AS": ["Pacific/Pago_Pago"],
  "CA-AB": ["America/Edmonton"],
  "CA-BC": ["America/Vancouver", "America/Edmonton", "America/Creston", "America/Fort_Nelson"],
  "CA-MB": ["America/Winnipeg"],
  "CA-NB": ["America/Moncton"],
  "CA-NL": ["America/St_Johns", "America/Goose_Bay"],
  "CA-NS": ["America/Halifax"],
  "CA-NT": ["America/Edmonton"],
  "CA-NU": ["America/Iqaluit", "America/Rankin_Inlet", "America/Cambridge_Bay", "America/Atikokan"],
  "CA-ON": ["America/Toronto", "America/Winnipeg", "America/Atikokan"],
  "CA-PE": ["America/Halifax"],
  "CA-QC": ["America/Toronto", "America/Halifax", "America/Blanc-Sablon"],
  "CA-SK": ["America/Regina", "America/Edmonton"],
  "CA-YT": ["America/Whitehorse"],
  "AU-ACT": ["Australia/Sydney"],
  // The guideline asks for the time of the state: Broken Hill, Lord Howe and Eucla keep their own and have postcodes.
  "AU-NSW": ["Australia/Sydney"],
  "AU-NT": ["Australia/Darwin"],
  "AU-QLD": ["Australia/Brisbane"],
  "AU-SA": ["Australia/Adelaide"],
  "AU-TAS": ["Australia/Hobart"],
  "AU-VIC": ["Australia/Melbourne"],
  "AU-WA": ["Australia/Perth"],
};

/** Region → [postcode prefixes, zones]; the first that fits settles it, `*` every other postcode of the region. */
export const postcodeZones: Readonly<
  Record<string, readonly (readonly [prefixes: string, zones: readonly string[]])[]>
> = {
  "US-AK": [
    ["99546 99547", ["America/Adak"]],
    ["*", ["America/Anchorage"]],
  ],
  // The Navajo Nation, which turns its clocks, lies within 860 and 865.
  "US-AZ": [
    ["860 865", ["America/Phoenix", ...mountain]],
    ["*", ["America/Phoenix"]],
  ],
  // Gulf County is split along the Intracoastal Waterway; all else west of the Apalachicola is Central.
  "US-FL": [
    ["32456 32457", eastern],
    ["32465", [...eastern, ...central]],
    ["324 325", central],
    ["*", eastern],
  ],
  "US-ID": [
    ["835", [...pacific, "America/Boise"]],
    ["838", pacific],
    ["*", ["America/Boise"]],
  ],
  "US-IN": [
    ["463 464 476 477", central],
    ["460 461 462 466 467 468 469 470 472 473 474 478", indiana],
  ],
  "US-KS": [
    ["677 678 679", [...central, ...mountain]],
    ["*", central],
  ],
  "US-KY": [
    ["400 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418", ["America/Kentucky/Louisville"]],
    ["420 421 422 423 424", central],
  ],
  "US-MI": [
    ["498 499", ["America/Detroit", "America/Menominee"]],
    ["*", ["America/Detroit"]],
  ],
  "US-NE": [
    ["690 691 692 693", [...central, ...mountain]],
    ["*", central],
  ],
  "US-NV": [
    ["898", [...pacific, ...mountain]],
    ["*", pacific],
  ],
  "US-ND": [["580 581 582 583 584 587", central]],
  "US-OR": [
    ["979", [...pacific, "America/Boise"]],
    ["*", pacific],
  ],
  "US-SD": [
    ["577", mountain],
    ["570 571 572 573 574", central],
  ],
  "US-TN": [
    ["374 376 377 378 379", eastern],
    ["370 371 372 380 381 382 383 384 385", central],
  ],
  "US-TX": [
    ["798", [...central, ...mountain]],
    ["799 885", mountain],
    ["*", central],
  ],
  "CA-BC": [["V3 V4 V5 V6 V7 V8 V9", ["America/Vancouver"]]],
  "CA-ON": [["K L M N", ["America/Toronto"]]],
  "CA-QC": [["H J", ["America/Toronto"]]],
  "AU-NSW": [
    ["2880", ["Australia/Broken_Hill"]],
    ["2898", ["Australia/Lord_Howe"]],
    ["*", ["Australia/Sydney"]],
  ],
  "AU-WA": [
    ["6443", ["Australia/Perth", "Australia/Eucla"]],
    ["*", ["Australia/Perth"]],
  ],
};

/** Cities far from the seams of their region; together with it they settle it as a postcode does. */
export const cityZones: Readonly<Record<string, readonly (readonly [cities: string, zones: readonly string[]])[]>> = {
  "US-AZ": [["phoenix|tucson|mesa|scottsdale|tempe|chandler|glendale|gilbert|yuma", ["America/Phoenix"]]],
  "US-MI": [["detroit|grand rapids|lansing|ann arbor|flint|warren|dearborn", ["America/Detroit"]]],
  "US-NV": [["las vegas|reno|henderson|north las vegas|sparks|carson city", pacific]],
  "US-OR": [["portland|salem|eugene|gresham|hillsboro|beaverton|bend|medford", pacific]],
  "CA-BC": [["vancouver|victoria|surrey|burnaby|richmond|kelowna", ["America/Vancouver"]]],
  "CA-ON": [
    ["toronto|ottawa|mississauga|brampton|hamilton|london|markham|vaughan|kitchener|windsor", ["America/Toronto"]],
  ],
  "CA-QC": [["montreal|montréal|quebec|québec|laval|gatineau", ["America/Toronto"]]],
};

/** Countries whose other zones keep the same time, or that we know by their regions. */
export const mainZones: Readonly<Record<string, readonly string[]>> = {
  CY: ["Asia/Nicosia"],
  DE: ["Europe/Berlin"],
  ES: ["Atlantic/Canary", "Europe/Madrid"],
};

const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    alabama: "AL",
    alaska: "AK",
    arizona: "AZ",
    arkansas: "AR",
    california: "CA",
    colorado: "CO",
    connecticut: "CT",
    delaware: "DE",
    "district of columbia": "DC",
    florida: "FL",
    georgia: "GA",
    hawaii: "HI",
    idaho: "ID",
    illinois: "IL",
    indiana: "IN",
    iowa: "IA",
    kansas: "KS",
    kentucky: "KY",
    louisiana: "LA",
    maine: "ME",
    maryland: "MD",
    massachusetts: "MA",
    michigan: "MI",
    minnesota: "MN",
    mississippi: "MS",
    missouri: "MO",
    montana: "MT",
    nebraska: "NE",
    nevada: "NV",
    "new hampshire": "NH",
    "new jersey": "NJ",
    "new mexico": "NM",
    "new york": "NY",
    "north carolina": "NC",
    "north dakota": "ND",
    ohio: "OH",
    oklahoma: "OK",
    oregon: "OR",
    pennsylvania: "PA",
    "puerto rico": "PR",
    "rhode island": "RI",
    "south carolina": "SC",
    "south dakota": "SD",
    tennessee: "TN",
    texas: "TX",
    utah: "UT",
    vermont: "VT",
    virginia: "VA",
    washington: "WA",
    "west virginia": "WV",
    wisconsin: "WI",
    wyoming: "WY",
  },
  CA: {
    alberta: "AB",
    "british columbia": "BC",
    manitoba: "MB",
    "new brunswick": "NB",
    "newfoundland and labrador": "NL",
    "nova scotia": "NS",
    "northwest territories": "NT",
    nunavut: "NU",
    ontario: "ON",
    "prince edward island": "PE",
    quebec: "QC",
    québec: "QC",
    saskatchewan: "SK",
    yukon: "YT",
  },
  AU: {
    "australian capital territory": "ACT",
    "new south wales": "NSW",
    "northern territory": "NT",
    queensland: "QLD",
    "south australia": "SA",
    tasmania: "TAS",
    victoria: "VIC",
    "western australia": "WA",
  },
};

/** A region as people write it ("tx", "Texas", "US-TX") → its short code, or null. */
export function regionCode(country: string, region: string | null): string | null {
  if (!region) return null;
  const text = region.trim();
  const short = text.toUpperCase().replace(new RegExp(`^${country}-`), "");
  if (regionZones[`${country}-${short}`]) return short;
  return names[country]?.[text.toLowerCase()] ?? null;
}

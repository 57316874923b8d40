// Until when a request must be answered: by the law of where the person is. Data, versioned with the code. Pure.
import { Temporal } from "temporal-polyfill";
import { currentPack } from "@/server/policy/rules/pack";
import type { LawId } from "@/server/rights/law/deadlines-contract";

type Span = { months: number } | { days: number };

export type Deadline = {
  id: LawId;
  /** Countries, regions (`US-CA`) or "EU". */
  places: readonly string[];
  answer: Span;
  /** Once, with the reasons told to the person within the first span; null: not at all. */
  extension: Span | null;
  citation: string;
  url: string | null;
  verified: boolean;
};

const deadlines: readonly Deadline[] = [
  {
    id: "gdpr",
    places: ["EU", "IS", "LI", "NO"],
    answer: { months: 1 },
    extension: { months: 2 },
    citation: "GDPR 12(3)",
    url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    verified: false,
  },
  {
    id: "uk_gdpr",
    places: ["GB"],
    answer: { months: 1 },
    extension: { months: 2 },
    citation: "UK GDPR 12(3)",
    url: "https://www.legislation.gov.uk/eur/2016/679/article/12",
    verified: false,
  },
  {
    id: "ccpa",
    places: ["US-CA"],
    answer: { days: 45 },
    extension: { days: 45 },
    citation: "Cal. Civ. Code 1798.130(a)(2)",
    url: null,
    verified: false,
  },
  {
    id: "dpdp",
    places: ["IN"],
    answer: { days: 90 },
    extension: null,
    citation: "DPDP Rules 2025, rule 14(3)",
    url: null,
    verified: false,
  },
  {
    id: "pipeda",
    places: ["CA"],
    answer: { days: 30 },
    extension: { days: 30 },
    citation: "PIPEDA, s. 8(3), (4)",
    url: null,
    verified: false,
  },
  {
    id: "au_privacy",
    places: ["AU"],
    answer: { days: 30 },
    extension: null,
    citation: "Privacy Act 1988, APP 12.4, 13.5",
    url: null,
    verified: false,
  },
  {
    id: "own",
    places: [],
    answer: { days: 45 },
    extension: { days: 45 },
    citation: "our policy: where no law sets a time, as long as California does",
    url: null,
    verified: true,
  },
];

export type Where = { country: string; region: string | null };

/** The law of where the person is; ours where none is known. */
export function deadlineFor({ country, region }: Where): Deadline {
  const found = deadlines.find(({ places }) =>
    places.some((place) =>
      place === "EU"
        ? currentPack.europeanUnion.includes(country)
        : place === country || place === `${country}-${region}`,
    ),
  );
  return found ?? deadlineById("own");
}

export function deadlineById(id: LawId): Deadline {
  const found = deadlines.find((deadline) => deadline.id === id);
  if (!found) throw new Error(`${id} is no deadline.`);
  return found;
}

/** The last day to answer. A month ends on the same day of the next, or on its last. */
export function dueOn(deadline: Deadline, receivedOn: string, extended = false): string {
  const first = Temporal.PlainDate.from(receivedOn).add(deadline.answer);
  if (!extended || !deadline.extension) return first.toString();
  // From the day of receipt, so that a month cut short at its end is not cut twice.
  const { answer, extension } = deadline;
  const whole =
    "months" in answer && "months" in extension
      ? Temporal.PlainDate.from(receivedOn).add({ months: answer.months + extension.months })
      : first.add(extension);
  return whole.toString();
}

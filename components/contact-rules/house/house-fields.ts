// The house policy as a form holds it, and back. Pure.
import { adoptable, type HousePolicyInput, housePolicyInput, weekdays } from "@/server/contact-rules/contract";
import { channel } from "@/server/journeys/graph/schema";
import type { HousePolicy } from "@/server/policy/contract";
import { type Looser, looserThan } from "@/server/policy/stricter-only";

export const numbers = ["maxCallsPer7Days", "maxContactsPer7Days", "minGapHours"] as const;
export const times = ["notBefore", "notAfter"] as const;
export const sets = { days: weekdays, refusedChannels: channel.options, adopted: adoptable } as const;
type Set = keyof typeof sets;

export type HouseFields = Record<(typeof numbers)[number] | (typeof times)[number], string> & Record<Set, string[]>;

export function fieldsOf(policy: HousePolicy): HouseFields {
  const number = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    notBefore: policy.notBefore ?? "",
    notAfter: policy.notAfter ?? "",
    days: policy.days ?? [],
    refusedChannels: policy.refusedChannels ?? [],
    adopted: policy.adopted ?? [],
    maxCallsPer7Days: number(policy.maxCallsPer7Days),
    maxContactsPer7Days: number(policy.maxContactsPer7Days),
    minGapHours: number(policy.minGapHours),
  };
}

/** What is wrong in a field: it is no value, its end comes before its beginning, or it would loosen a rule. */
export type FieldFault = { field: keyof HouseFields; fault: "invalid" | "order" } | ({ fault: "looser" } & Looser);

/** The policy that is written in the fields, or all that is wrong with it. Empty fields keep the defaults. */
export function readFields(fields: HouseFields): { policy: HousePolicyInput; faults: FieldFault[] } {
  const number = (text: string) => (text.trim() === "" ? undefined : Number(text));
  const some = <Each extends string>(all: readonly Each[], chosen: readonly string[]) => {
    const kept = all.filter((each) => chosen.includes(each));
    return kept.length > 0 ? kept : undefined;
  };
  const policy: HousePolicyInput = {
    notBefore: fields.notBefore || undefined,
    notAfter: fields.notAfter || undefined,
    days: some(sets.days, fields.days),
    refusedChannels: some(sets.refusedChannels, fields.refusedChannels),
    adopted: some(sets.adopted, fields.adopted),
    maxCallsPer7Days: number(fields.maxCallsPer7Days),
    maxContactsPer7Days: number(fields.maxContactsPer7Days),
    minGapHours: number(fields.minGapHours),
  };
  const looser = looserThan(policy).map((each) => ({ fault: "looser" as const, ...each }));
  const parsed = housePolicyInput.safeParse(policy);
  const issues = parsed.success ? [] : parsed.error.issues;
  const wrong = issues.map((issue) => ({
    field: issue.path[0] as keyof HouseFields,
    fault: issue.code === "custom" ? ("order" as const) : ("invalid" as const),
  }));
  return { policy, faults: [...looser, ...wrong] };
}

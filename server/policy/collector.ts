// For whom a workspace collects, as its settings keep it. Pure.
import { z } from "zod";

export const collectorRoles = ["first_party", "third_party", "debt_buyer"] as const;

/** What a workspace says of itself; the places and facts from which laws follow. */
export const collectorProfile = z.object({
  role: z.enum(collectorRoles),
  /** A licensed collection agency; only for those who collect for others. */
  licensedAgency: z.boolean(),
  /** A lender under supervision (in India the RBI's, in the United Kingdom the FCA's), or its agent. */
  regulatedLender: z.boolean(),
  /** Collects from within New York City. */
  inNewYorkCity: z.boolean(),
  /** The state that calls are made from, as "US-CA": the stricter end decides about recording. */
  region: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
    .nullable(),
});
export type CollectorProfile = z.output<typeof collectorProfile>;

/** What cannot be read is taken for the stricter role. */
const kept = z.object({
  collectorRole: z.enum(collectorRoles).default("first_party").catch("third_party"),
  licensedAgency: z.boolean().optional().catch(undefined),
  regulatedLender: z.boolean().optional().catch(undefined),
  inNewYorkCity: z.boolean().optional().catch(undefined),
  collectorRegion: z.string().optional().catch(undefined),
});

/** The collector as the policy is asked about it; what nobody said is absent. */
export function collectorOf(settings: unknown): Omit<Partial<CollectorProfile>, "region"> & {
  role: CollectorProfile["role"];
  region?: string;
} {
  const { collectorRole: role, collectorRegion: region, ...said } = kept.parse(settings ?? {});
  return { role, ...said, ...(region ? { region } : {}) };
}

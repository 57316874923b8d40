// Debtors to simulate, as a file: the least that is needed of each, everything else has a default. Pure.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";
import { behaviour } from "@/server/journeys/simulation/behaviour";
import { happening, simulatedInvoice } from "@/server/journeys/simulation/happenings";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { collectorOf, collectorRoles } from "@/server/policy/collector";
import { isTimeZone } from "@/server/time/calendar";
import type { ContactPoint, TenantFacts } from "@/server/touches/deciding/debtor-facts";

const zone = z.string().refine(isTimeZone, "is no time zone's name");
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is no time of day, HH:MM");

const debtorEntry = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  kind: z.enum(["company", "sole_trader", "consumer"]).default("company"),
  country: z.string().length(2),
  region: z.string().nullable().default(null),
  postalCode: z.string().nullable().default(null),
  addressVerified: z.boolean().default(false),
  statedTimeZone: zone.nullable().default(null),
  language: z.string().default("en"),
  tags: z.array(z.string()).default([]),
  stop: z.enum(["cease", "attorney", "bankrupt", "deceased"]).nullable().default(null),
  pausedReason: z.string().nullable().default(null),
  /** As the debtor asked to be contacted. */
  preferences: z
    .object({
      notBefore: clock.optional(),
      notAfter: clock.optional(),
      days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).optional(),
      refusedChannels: z.array(channel).optional(),
    })
    .optional(),
  /** What an agency owes a consumer: the notice, and a number that was verified lately. */
  validationNoticeSentAt: moment.optional(),
  phoneVerifiedAt: moment.optional(),
  email: z.email().toLowerCase().optional(),
  /** E.164. */
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "is no number in the form +15125550100")
    .optional(),
  lineType: z.enum(["mobile", "landline", "voip", "toll_free", "unknown"]).default("mobile"),
  /** Channels that were agreed to in writing, and those that were opted out of. */
  consents: z.array(channel).default([]),
  optOuts: z.array(channel).default([]),
  invoices: z.array(simulatedInvoice).min(1),
  promises: z
    .array(
      z.object({
        currency: z.string().length(3),
        amountMinor: z.number().int().positive(),
        dueOn: z.iso.date(),
        paidMinor: z.number().int().min(0).default(0),
      }),
    )
    .default([]),
  happenings: z.array(happening).default([]),
  /** How they tend to behave; absent: like the average; null: nothing but `happenings`. */
  behaviour: behaviour.nullable().default(behaviour.parse({})),
});

const debtorFile = z.object({
  workspace: z
    .object({
      name: z.string().default("Simulated workspace"),
      timeZone: zone.default("UTC"),
      collectorRole: z.enum(collectorRoles).default("first_party"),
      licensedAgency: z.boolean().optional(),
      regulatedLender: z.boolean().optional(),
      inNewYorkCity: z.boolean().optional(),
      /** Texts to India are registered with its operators. */
      registeredTemplates: z.boolean().default(false),
      housePolicy: z
        .object({
          notBefore: clock.optional(),
          notAfter: clock.optional(),
          days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).optional(),
          maxCallsPer7Days: z.number().int().min(0).optional(),
          maxContactsPer7Days: z.number().int().min(0).optional(),
          minGapHours: z.number().min(0).optional(),
          refusedChannels: z.array(channel).optional(),
          adopted: z.array(z.string()).optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  debtors: z.array(debtorEntry).min(1).max(100_000),
});
type DebtorEntry = z.output<typeof debtorEntry>;

export type ReadDebtors = { tenant: TenantFacts; debtors: SimulatedDebtor[] };

/** Reads the file; the reasons are for the person who wrote it. A bare list of debtors is a file too. */
export function debtorsFromJson(text: string): { ok: true; file: ReadDebtors } | { ok: false; reasons: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reasons: [`Not JSON: ${error instanceof Error ? error.message : "it cannot be read"}`] };
  }
  const parsed = debtorFile.safeParse(Array.isArray(value) ? { debtors: value } : value);
  if (!parsed.success) {
    return {
      ok: false,
      reasons: parsed.error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`),
    };
  }
  const { workspace, debtors } = parsed.data;
  const ids = new Set<string>();
  for (const { id } of debtors) {
    if (ids.has(id)) return { ok: false, reasons: [`debtors: "${id}" stands there twice`] };
    ids.add(id);
  }
  const collector = collectorOf(workspace);
  const { name, timeZone, registeredTemplates, housePolicy } = workspace;
  const tenant: TenantFacts = {
    name,
    timeZone,
    registeredTemplates,
    housePolicy,
    collector,
    email: null,
    phone: null,
    postalAddress: null,
  };
  return { ok: true, file: { tenant, debtors: debtors.map(debtorOf) } };
}

function debtorOf(entry: DebtorEntry): SimulatedDebtor {
  const {
    email,
    phone,
    lineType,
    phoneVerifiedAt: verifiedAt,
    consents,
    optOuts,
    invoices,
    promises,
    happenings,
    behaviour,
    ...rest
  } = entry;
  const contactName = rest.name ?? rest.id;
  const common = { isPrimary: true, status: "active" as const, contactName };
  const points: ContactPoint[] = [];
  if (email) points.push({ ...common, id: `${rest.id}-e`, kind: "email", address: email, lineType: null });
  if (phone) points.push({ ...common, id: `${rest.id}-p`, kind: "phone", address: phone, lineType, verifiedAt });
  const addressOf = (of: "email" | "sms" | "voice") => (of === "email" ? email : phone);
  return {
    facts: {
      ...rest,
      name: contactName,
      points,
      consents: consents.flatMap((of) => {
        const address = addressOf(of);
        return address
          ? [{ channel: of, address, kind: "express_written" as const, grantedAt: new Date(0), expiresAt: null }]
          : [];
      }),
    },
    invoices,
    optOuts: optOuts.flatMap((of) => {
      const address = addressOf(of);
      return address ? [{ channel: of, address }] : [];
    }),
    promises,
    contacts: [],
    replies: [],
    happenings,
    behaviour,
  };
}

// What the contact policy is asked and what it answers: one case, one decision. Safe in the browser.
import { z } from "zod";
import { instant, phoneOrEmail, timeOfDay, wholeDay } from "@/server/policy/read-values";

const channel = z.enum(["voice", "sms", "email"]);
export type Channel = z.output<typeof channel>;
const day = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

const purposes = [
  "reminder",
  "promotional",
  "opt_out_confirmation",
  "remedy_notice",
  "validation_notice",
  "service",
  // What a debtor gets for money that came in: no chasing, so no hours and no caps bind it.
  "receipt",
] as const;
export type Purpose = (typeof purposes)[number];

/** House rules of a workspace: stricter than the law, never laxer. Hours are "HH:MM" in the debtor's zone. */
const housePolicy = z.object({
  notBefore: timeOfDay.optional(),
  notAfter: timeOfDay.optional(),
  days: z.array(day).optional(),
  maxCallsPer7Days: z.number().int().min(0).optional(),
  maxContactsPer7Days: z.number().int().min(0).optional(),
  minGapHours: z.number().min(0).optional(),
  refusedChannels: z.array(channel).optional(),
  /** Ids of rules of basis `policy` that this workspace turned on, e.g. "UK-POLICY". */
  adopted: z.array(z.string()).optional(),
});
export type HousePolicy = z.output<typeof housePolicy>;

const collector = z.object({
  role: z.enum(["first_party", "third_party", "debt_buyer"]),
  licensedAgency: z.boolean().optional(),
  regulatedLender: z.boolean().optional(),
  inNewYorkCity: z.boolean().optional(),
  /** Where the caller is: the stricter end of a call decides about recording it. */
  region: z.string().optional(),
});

const debtor = z.object({
  id: z.string().optional(),
  kind: z.enum(["consumer", "sole_trader", "company"]),
  address: z
    .object({
      country: z.string(),
      region: z.string().optional(),
      city: z.string().optional(),
      postalCode: z.string().optional(),
    })
    .optional(),
  addressVerified: z.boolean().optional(),
  statedTimeZone: z.string().optional(),
  preferences: z
    .object({
      notBefore: timeOfDay.optional(),
      notAfter: timeOfDay.optional(),
      days: z.array(day).optional(),
      refusedChannels: z.array(channel).optional(),
    })
    .optional(),
  attorney: z.boolean().optional(),
  attorneyContact: phoneOrEmail.optional(),
  ceaseRequested: z.boolean().optional(),
  bankrupt: z.boolean().optional(),
  deceased: z.boolean().optional(),
  disputed: z.boolean().optional(),
  /** Waits for a person who looks at what the debtor said. */
  paused: z.boolean().optional(),
  /** Asked that their data is only kept: GDPR 18, or what they asked for elsewhere. */
  restricted: z.boolean().optional(),
  /** Wants no machine to decide, or to speak, without a person: GDPR 22. */
  automationRefused: z.boolean().optional(),
  firstContactAt: instant.optional(),
  validationNoticeSentAt: instant.optional(),
});

const contact = z.object({
  channel,
  address: phoneOrEmail,
  lineType: z.enum(["mobile", "landline", "business_landline", "toll_free", "unknown"]).optional(),
  ai: z.boolean().optional(),
  recording: z.boolean().optional(),
  recordingAnnounced: z.boolean().optional(),
  place: z.enum(["home", "work", "attorney"]).optional(),
  addressVerifiedAt: instant.optional(),
  /** Why nothing arrives at the address: it bounced, its owner complained, no text reaches a landline. */
  unusable: z.enum(["undeliverable", "complained", "landline", "toll_free"]).optional(),
});

const message = z.object({
  purpose: z.enum(purposes),
  hasOptOut: z.boolean().optional(),
  hasAiNotice: z.boolean().optional(),
  /** Makes the whole message promotional, whatever its purpose. */
  hasPromotion: z.boolean().optional(),
  threatensSuit: z.boolean().optional(),
  registeredTemplate: z.boolean().optional(),
});

/** One earlier contact. What is not said of it counts against us: it connected, it was made, it was no conversation. */
const pastContact = z.object({
  at: instant,
  channel,
  direction: z.enum(["outbound", "inbound"]),
  accountId: z.string(),
  debtorId: z.string().optional(),
  address: phoneOrEmail.optional(),
  purpose: z.enum(purposes).optional(),
  place: z.enum(["home", "work", "attorney"]).optional(),
  ai: z.boolean().optional(),
  /** Words were exchanged with the debtor. */
  conversation: z.boolean().optional(),
  /** A person was reached, or a message was delivered and answered. */
  contactMade: z.boolean().optional(),
  /** It rang or was answered; a busy, failed or invalid attempt never counts. */
  connected: z.boolean().optional(),
  /** Nobody answered, but a message could have been left. */
  voicemailPossible: z.boolean().optional(),
  outcome: z
    .enum([
      "answered",
      "no_answer",
      "voicemail",
      "busy",
      "failed",
      "invalid",
      "sent",
      "delivered",
      "bounced",
      "replied",
      "opt_out_confirmation",
    ])
    .optional(),
});
export type PastContact = z.output<typeof pastContact>;

/** Everything the policy is asked about one contact, as the command line and the receipts write it. */
export const policyInput = z.object({
  at: instant,
  collector,
  debtor,
  debt: z.object({
    accountId: z.string(),
    purpose: z.enum(["personal", "commercial"]),
    kind: z.string().optional(),
    accruedOn: wholeDay.optional(),
    totalOwed: z.object({ amountMinor: z.number(), currency: z.string() }).optional(),
    regulatedCredit: z.boolean().optional(),
  }),
  contact,
  message,
  consents: z.array(
    z.object({
      channel,
      address: phoneOrEmail,
      kind: z.enum(["express", "express_written", "timed"]),
      at: instant,
      expiresAt: instant.optional(),
    }),
  ),
  optOuts: z.array(z.object({ channel, address: phoneOrEmail, at: instant, source: z.enum(["recipient", "carrier"]) })),
  registry: z
    .object({
      status: z.enum(["clear", "blocked", "unknown"]),
      checkedAt: instant.optional(),
      categories: z.array(z.string()).optional(),
    })
    .optional(),
  history: z.array(pastContact),
  housePolicy: housePolicy.optional(),
});
export type PolicyInput = z.output<typeof policyInput>;

/** What a line is, as a lookup tells it. Internet telephony may end on a mobile, so the policy takes it for one. */
export type LineType = "mobile" | "landline" | "voip" | "toll_free" | "unknown";

export type Reason = {
  ruleId: string;
  code: string;
  effect: "deny" | "defer" | "oblige";
  basis: Basis;
  citation: string;
  /** Whether the text of the rule was seen in a source. */
  verified: boolean;
  facts: Record<string, string | number>;
};

export type Basis = "statute" | "regulation" | "guideline" | "carrier" | "policy";

/** What one rule in scope and in force said; a rule may say several things, and appears once for each. */
export type RuleResult = { ruleId: string; code: string; result: "pass" | Reason["effect"] };

export type Decision = {
  verdict: "allow" | "defer" | "deny";
  /** Of the first deciding rule in the fixed order of precedence; null when allowed. */
  code: string | null;
  reasons: Reason[];
  /** Every rule that was evaluated, those that found nothing included. */
  results: RuleResult[];
  obligations: string[];
  nextAllowedAt: Date | null;
  candidateZones: string[];
  rulePackVersion: string;
  inputHash: string;
  /** What was asked; null where the answer needed no question. */
  asked: PolicyInput | null;
};

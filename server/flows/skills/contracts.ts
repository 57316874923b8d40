// What each skill takes and what the model is told of it. One schema for the flow's own steps, for what the model proposes
// and for the vendor's tool list. Pure.
import { z } from "zod";
import { type SkillName, skillName } from "@/server/flows/skills/names";
import { type OwnSkills, readerOf } from "@/server/flows/skills/own-skill";

const money = z.object({ amountMinor: z.number().int().positive(), currency: z.string().length(3) });
const by = z.enum(["sms", "email"]);

export type SkillContract = {
  description: string;
  input: z.ZodObject;
  /** It binds the debtor or us: only a step of its own may use it, with what was read back and agreed to. */
  commits: boolean;
  /** What it answers may name what is owed: never before the person proved who they are. */
  tellsDebt: boolean;
  timeoutMs: number;
  fillerAfterMs: number;
};

const usual = { timeoutMs: 8_000, fillerAfterMs: 1_000 };

export const skillContracts: Record<SkillName, SkillContract> = {
  look_up_account: {
    description: "What the debtor owes now, in every currency, and whether a promise stands.",
    input: z.strictObject({}),
    commits: false,
    tellsDebt: true,
    ...usual,
  },
  list_invoices: {
    description: "The open invoices with number, amount and due date, oldest first.",
    input: z.strictObject({ onlyOverdue: z.boolean().optional() }),
    commits: false,
    tellsDebt: true,
    ...usual,
  },
  record_promise: {
    description: "Writes down that the debtor will pay by a day; without an amount, all of it.",
    input: z.strictObject({ dueOn: z.iso.date(), amount: money.optional() }),
    commits: true,
    tellsDebt: false,
    ...usual,
  },
  send_pay_link: {
    description: "Sends a link to pay to the number or address that this conversation is held at.",
    input: z.strictObject({ by: by.optional() }),
    commits: false,
    tellsDebt: false,
    ...usual,
  },
  send_document: {
    description: "Sends an invoice or its proof of delivery.",
    input: z.strictObject({ kind: z.enum(["invoice", "proof_of_delivery"]), invoiceId: z.string(), by: by.optional() }),
    commits: false,
    tellsDebt: false,
    ...usual,
  },
  open_dispute: {
    description: "Marks an invoice as disputed, with the reason in the debtor's words.",
    input: z.strictObject({ invoiceId: z.string(), reason: z.string().max(500).optional() }),
    commits: true,
    tellsDebt: false,
    ...usual,
  },
  propose_plan: {
    description: "Writes down the offer that the debtor accepted.",
    input: z.strictObject({ terms: z.record(z.string(), z.unknown()) }),
    commits: true,
    tellsDebt: false,
    ...usual,
  },
  schedule_callback: {
    description: "Asks a person of the company to call back on a day.",
    input: z.strictObject({ on: z.iso.date(), note: z.string().max(500).optional() }),
    commits: true,
    tellsDebt: false,
    ...usual,
  },
  update_contact: {
    description: "Keeps a new e-mail address of the person.",
    input: z.strictObject({ email: z.email() }),
    commits: true,
    tellsDebt: false,
    ...usual,
  },
  do_not_call: {
    description: "The person wants no more calls or messages here.",
    input: z.strictObject({}),
    commits: false,
    tellsDebt: false,
    ...usual,
  },
  transfer: {
    description: "The person wants to speak to a human.",
    input: z.strictObject({}),
    commits: false,
    tellsDebt: false,
    ...usual,
  },
  end: {
    description: "The person says goodbye.",
    input: z.strictObject({}),
    commits: false,
    tellsDebt: false,
    ...usual,
  },
};

/** Of the product's skill, or of the workspace's own as the flow carries it; undefined: there is none of that name. */
export function contractOf(name: string, own: OwnSkills = {}): SkillContract | undefined {
  const known = skillName.safeParse(name);
  if (known.success) return skillContracts[known.data];
  const skill = own[name];
  if (!skill) return undefined;
  const { description, parameters, timeoutMs } = skill;
  const input = readerOf(parameters);
  return { description, input, commits: true, tellsDebt: true, timeoutMs, fillerAfterMs: usual.fillerAfterMs };
}

/** The arguments that a skill cannot do without. */
export function requiredArguments({ input: { shape } }: SkillContract): string[] {
  return Object.entries(shape).flatMap(([key, type]) =>
    (type as z.ZodType).safeParse(undefined).success ? [] : [key],
  );
}

/** The values that an argument can only have; undefined where it is free. */
export function choicesOf(contract: SkillContract, argument: string): readonly (string | boolean)[] | undefined {
  const type = typeOf(contract, argument);
  if (type instanceof z.ZodEnum) return type.options.map(String);
  return type instanceof z.ZodBoolean ? [true, false] : undefined;
}

export function isNumber(contract: SkillContract, argument: string): boolean {
  return typeOf(contract, argument) instanceof z.ZodNumber;
}

function typeOf({ input }: SkillContract, argument: string): unknown {
  const type: unknown = input.shape[argument];
  return type instanceof z.ZodOptional ? type.unwrap() : type;
}

/** Every argument that a skill knows. */
export function knownArguments({ input }: SkillContract): string[] {
  return Object.keys(input.shape);
}

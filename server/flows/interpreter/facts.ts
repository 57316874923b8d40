// What a conversation knows: who speaks for whom, what may be owed, and what proves who is on the line. Given at the start,
// renewed by live money. What proves identity is for the engine alone and never reaches the model. Pure.
import { z } from "zod";

const minor = z.number().int();
const currency = z.string().length(3);
const day = z.iso.date();

const openInvoice = z.object({
  id: z.string().max(64),
  number: z.string().max(80),
  openMinor: minor,
  currency,
  dueOn: day,
  isDisputed: z.boolean().optional(),
});
export type OpenInvoice = z.infer<typeof openInvoice>;

/** What is owed, promised and disputed at this moment. */
export const moneyNow = z.object({
  /** One a currency; empty when nothing is open. */
  balances: z.array(z.object({ openMinor: minor, overdueMinor: minor, currency })).max(20),
  /** Oldest first, of very many the first. */
  invoices: z.array(openInvoice).max(50),
  promise: z.object({ amountMinor: minor, currency, dueOn: day }).optional(),
});
export type MoneyNow = z.infer<typeof moneyNow>;

export const conversationFacts = z.object({
  company: z.object({ name: z.string().min(1).max(200), phone: z.string().max(30).optional() }),
  debtor: z.object({ name: z.string().max(200), kind: z.enum(["company", "sole_trader", "consumer"]) }),
  contact: z.object({ name: z.string().max(200) }).optional(),
  /** The debtor's zone: "tomorrow" is theirs. */
  zone: z.string().max(60),
  money: moneyNow,
  /** What the policy obliges this conversation to say, e.g. AI_DISCLOSURE. */
  obligations: z.array(z.string().max(60)).max(20),
  /** Whether it is to be recorded: once that was said, or once they agreed. Absent: it is not. */
  recording: z.enum(["ask", "announce"]).optional(),
  /** What is known of them from before, for the model alone; `version` tells one such knowledge from another. */
  background: z.object({ version: z.string().max(16), lines: z.array(z.string().max(300)).max(12) }).optional(),
  identity: z
    .object({ postcode: z.string().max(20).optional(), accountNumber: z.string().max(40).optional() })
    .optional(),
});
export type ConversationFacts = z.infer<typeof conversationFacts>;

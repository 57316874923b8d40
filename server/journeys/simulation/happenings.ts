// What debtors and vendors do while time passes, each with its instant: written down in a file, read from a workspace's
// history, or drawn by a behaviour. Pure.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";

const instant = z.coerce.date();
const money = { currency: z.string().length(3), amountMinor: z.number().int().positive() };

export const simulatedInvoice = z.object({
  id: z.string().min(1),
  currency: z.string().length(3),
  /** What is still open of it. */
  openMinor: z.number().int().min(0),
  issuedOn: z.iso.date().optional(),
  dueOn: z.iso.date(),
  disputed: z.boolean().default(false),
});
export type SimulatedInvoice = z.output<typeof simulatedInvoice>;

export const happening = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("paid"),
    at: instant,
    ...money,
    /** What it pays; without them the oldest due first. */
    lines: z.array(z.object({ invoiceId: z.string(), amountMinor: z.number().int().positive() })).optional(),
  }),
  z.object({ kind: z.literal("promised"), at: instant, dueOn: z.iso.date(), amount: z.object(money).optional() }),
  z.object({ kind: z.literal("disputed"), at: instant, invoiceId: z.string() }),
  z.object({ kind: z.literal("dispute_resolved"), at: instant, invoiceId: z.string() }),
  z.object({ kind: z.literal("opted_out"), at: instant, channel, address: z.string().optional() }),
  z.object({ kind: z.literal("replied"), at: instant, channel: z.enum(["email", "sms"]) }),
  z.object({ kind: z.literal("link_opened"), at: instant }),
  z.object({ kind: z.literal("wants_person"), at: instant }),
  z.object({ kind: z.literal("stopped"), at: instant, stop: z.enum(["cease", "attorney", "bankrupt", "deceased"]) }),
  z.object({
    kind: z.literal("moved"),
    at: instant,
    country: z.string().length(2).optional(),
    region: z.string().nullable(),
    postalCode: z.string().nullable().default(null),
    statedTimeZone: z.string().nullable().default(null),
  }),
  z.object({ kind: z.literal("invoice_issued"), at: instant, invoice: simulatedInvoice }),
]);
export type Happening = z.output<typeof happening>;

/** What a vendor says of a touch that left. */
export type Report = {
  kind: "reported";
  at: Date;
  touchId: string;
  status: "delivered" | "bounced" | "failed";
  hard?: boolean;
  call?: "answered" | "no_answer" | "busy" | "voicemail";
};

/** Something that happened to a debtor, as it is counted and shown. */
export type Told = {
  at: Date;
  debtorId: string;
  kind: Happening["kind"] | "promise_kept" | "promise_broken" | "bounced" | "answered" | "machine";
  amountMinor?: number;
  currency?: string;
};

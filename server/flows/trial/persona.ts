// Somebody to try a flow on: what they answer to what they hear, and what must have come of it. Data, so that suites can be
// written beside a flow; which of several wordings is used is chance with a seed. Pure.
import { z } from "zod";
import { transferResult } from "@/server/flows/interpreter/events";
import { moneyNow } from "@/server/flows/interpreter/facts";
import { language } from "@/server/flows/languages";

/** A regular expression, tried whatever the case of letters. */
const pattern = z.string().max(500).refine(isPattern, "is no regular expression");

const reply = z.object({
  /** What is heard; everything since they last spoke. */
  hears: pattern,
  /** One of these is said; none: they stay silent. */
  says: z.array(z.string().max(1_000)).max(20),
  /** They speak before all of it was said. */
  interrupts: z.boolean().optional(),
  /** How often it may be used; without it always. */
  times: z.number().int().min(1).optional(),
  /** Money that arrives while they speak. */
  paysMeanwhile: moneyNow.optional(),
});

/** What somebody does at their end, one thing after the other. */
export const line = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("words"), text: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal("keys"), text: z.string().regex(/^[0-9*#]{1,10}$/) }),
  z.object({ kind: z.literal("silence") }),
]);
export type Line = z.infer<typeof line>;

/** What must hold once it is over. */
const expectation = z.object({
  outcome: z.array(z.string()).optional(),
  isVerified: z.boolean().optional(),
  /** Of what was said to them. */
  says: z.array(pattern).optional(),
  neverSays: z.array(pattern).optional(),
  records: z.array(z.string()).optional(),
  neverRecords: z.array(z.string()).optional(),
  calls: z.array(z.string()).optional(),
  neverCalls: z.array(z.string()).optional(),
  language: language.optional(),
  turnsMax: z.number().int().optional(),
});
export type Expectation = z.infer<typeof expectation>;

export const persona = z.object({
  key: z.string().regex(/^[a-z0-9_]{1,60}$/),
  title: z.string().max(120),
  language,
  answersAs: z.enum(["human", "machine", "fax"]).default("human"),
  /** Said in turn, whatever is heard, and nothing after; instead of replies. */
  lines: z.array(line).max(60).optional(),
  replies: z.array(reply).max(50),
  /** What is said when nothing of it fits; none: silence. */
  otherwise: z.array(z.string().max(1_000)).max(20),
  transfer: transferResult.default("no_answer"),
  /** Skills that fail for them. */
  failing: z.array(z.string()).default([]),
  /** Templates whose flows are for such a person; none named: every flow must do with them. */
  suits: z.array(z.string()).optional(),
  expects: expectation,
});
export type Persona = z.infer<typeof persona>;
export type Reply = Persona["replies"][number];

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "iu");
    return true;
  } catch {
    return false;
  }
}

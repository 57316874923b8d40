// What a journey is. Two schemas: a draft may be incomplete, an executable graph may not. Pure.
import { z } from "zod";

export const nodeKinds = [
  "start",
  "send_email",
  "send_sms",
  "place_call",
  "wait",
  "wait_for_signal",
  "branch",
  "exit",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const signalKinds = [
  "paid_in_full",
  "paid_in_part",
  "promise_made",
  "promise_broken",
  "dispute_opened",
  "opted_out",
  "replied",
  "link_opened",
  "delivered",
  "bounced",
  "call_answered",
  "call_not_answered",
  "wants_person",
] as const;
export const signalKind = z.enum(signalKinds);
export type SignalKind = z.infer<typeof signalKind>;

export const channel = z.enum(["email", "sms", "voice"]);
export type Channel = z.infer<typeof channel>;

/** Text with typed variables, in the document form of the rich editor: blocks of inline text, variables and breaks. */
const inline = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), marks: z.array(z.enum(["bold", "italic"])).optional() }),
  z.object({ type: z.literal("variable"), name: z.string() }),
  z.object({ type: z.literal("hardBreak") }),
]);
const messageBody = z.object({
  type: z.literal("doc"),
  content: z.array(z.object({ type: z.literal("paragraph"), content: z.array(inline).default([]) })),
});
export type MessageBody = z.infer<typeof messageBody>;

/** Calendar-exact length, e.g. 3 days: never milliseconds. */
export const duration = z.object({
  amount: z.number().int().min(1).max(365),
  unit: z.enum(["minutes", "hours", "days", "weeks"]),
});
export type Duration = z.infer<typeof duration>;

const comparison = z.enum(["at_least", "at_most", "equals"]);
/** First form of a branch rule; each reads aloud as a sentence. */
const condition = z.discriminatedUnion("fact", [
  z.object({
    fact: z.literal("balance"),
    compare: comparison,
    amountMinor: z.number().int().min(0),
    currency: z.string().length(3),
  }),
  z.object({ fact: z.literal("oldest_overdue_days"), compare: comparison, days: z.number().int().min(0).max(3650) }),
  z.object({ fact: z.literal("invoice_count"), compare: comparison, count: z.number().int().min(0) }),
  z.object({ fact: z.literal("debtor_kind"), is: z.enum(["company", "sole_trader", "consumer"]) }),
  z.object({ fact: z.literal("country"), is: z.string().length(2) }),
  z.object({ fact: z.literal("has_channel"), channel }),
  z.object({ fact: z.literal("tag"), is: z.string().min(1) }),
]);
export type Condition = z.infer<typeof condition>;

const position = z.object({ x: z.number(), y: z.number() });

const common = { id: z.string().min(1).max(64), title: z.string().max(120).optional(), position };
const draftText = messageBody.optional();

/** Draft nodes: every setting may still be missing. */
const draftNode = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("start") }),
  z.object({ ...common, kind: z.literal("send_email"), subject: draftText, body: draftText }),
  z.object({ ...common, kind: z.literal("send_sms"), body: draftText }),
  z.object({ ...common, kind: z.literal("place_call"), script: draftText }),
  z.object({ ...common, kind: z.literal("wait"), duration: duration.optional() }),
  z.object({
    ...common,
    kind: z.literal("wait_for_signal"),
    signals: z.array(signalKind).optional(),
    timeout: duration.optional(),
  }),
  z.object({
    ...common,
    kind: z.literal("branch"),
    /** First match wins; no match leaves by `else`. */
    paths: z.array(z.object({ id: z.string().min(1), label: z.string(), all: z.array(condition) })).optional(),
  }),
  z.object({ ...common, kind: z.literal("exit"), outcome: z.string().max(60).optional() }),
]);
export type DraftNode = z.infer<typeof draftNode>;

/**
 * `port`: where the edge leaves its node. `next` everywhere but: wait_for_signal has one port a signal kind it waits
 * for, and `timeout`; branch has one port a path id, and `else`. An exit has none.
 */
const edge = z.object({
  id: z.string().min(1).max(64),
  from: z.string(),
  port: z.string(),
  to: z.string(),
});
export type Edge = z.infer<typeof edge>;

/** Signals that take a debtor out of the journey wherever they are, with the outcome they leave by. */
const leaveOn = z.array(signalKind);

/** Steps that belong together under a title; where the frame stands follows from where they stand. */
const group = z.object({
  id: z.string().min(1).max(64),
  title: z.string().max(120),
  nodeIds: z.array(z.string()).max(300),
});
export type Group = z.infer<typeof group>;

/** A remark on the canvas, for those who draw; no debtor ever sees it. */
const note = z.object({ id: z.string().min(1).max(64), text: z.string().max(2_000), position });
export type Note = z.infer<typeof note>;

/** What helps people read a journey and changes nothing about how it runs. */
const annotations = { groups: z.array(group).max(100).optional(), notes: z.array(note).max(100).optional() };

export const draftGraph = z.object({
  schemaVersion: z.literal(1),
  leaveOn,
  nodes: z.array(draftNode).max(300),
  edges: z.array(edge).max(600),
  ...annotations,
});
export type DraftGraph = z.infer<typeof draftGraph>;

/** Executable nodes: every setting is there. */
const executableNode = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("start") }),
  z.object({ ...common, kind: z.literal("send_email"), subject: messageBody, body: messageBody }),
  z.object({ ...common, kind: z.literal("send_sms"), body: messageBody }),
  z.object({ ...common, kind: z.literal("place_call"), script: messageBody }),
  z.object({ ...common, kind: z.literal("wait"), duration }),
  z.object({ ...common, kind: z.literal("wait_for_signal"), signals: z.array(signalKind).min(1), timeout: duration }),
  z.object({
    ...common,
    kind: z.literal("branch"),
    paths: z.array(z.object({ id: z.string().min(1), label: z.string(), all: z.array(condition).min(1) })).min(1),
  }),
  z.object({ ...common, kind: z.literal("exit"), outcome: z.string().min(1).max(60) }),
]);
export type ExecutableNode = z.infer<typeof executableNode>;

/** Shape only; `validateGraph` in this folder proves the rest (one start, reachable, no dead ends, loops bounded by waits). */
export const executableGraph = z.object({
  schemaVersion: z.literal(1),
  leaveOn,
  nodes: z.array(executableNode).min(2).max(300),
  edges: z.array(edge).max(600),
  ...annotations,
});
export type ExecutableGraph = z.infer<typeof executableGraph>;

// What a transport tells the engine: a call's bridge, text messages, the typed test chat. Plain data; `at` is an instant of
// the workspace's clock. An event that names something unknown, or comes too late, changes nothing. Pure.
import { z } from "zod";
import { moneyNow } from "@/server/flows/interpreter/facts";
import { language } from "@/server/flows/languages";

const id = z.string().min(1).max(64);
const at = z.iso.datetime();

/** What the model makes of a turn. It may only choose among what the `listen` named; anything else counts as unclear. */
export const proposal = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("exit"), exit: z.string().max(64) }),
  /** In the person's words or as the slot is written (`120.50`, `2026-03-01`, `yes`): the engine reads and checks it. */
  z.object({ kind: z.literal("slot"), value: z.string().max(500) }),
  z.object({ kind: z.literal("skill"), name: z.string().max(60), args: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("unclear") }),
]);
export type Proposal = z.infer<typeof proposal>;

/** Categories that a moderation service found in what was heard. */
const moderationFlags = ["abuse", "threat", "self_harm"] as const;

const supervised = z.discriminatedUnion("action", [
  z.object({ action: z.literal("say_this"), text: z.string().min(1).max(1_000) }),
  /** For the model only; the person does not hear it. */
  z.object({ action: z.literal("whisper"), text: z.string().min(1).max(1_000) }),
  z.object({ action: z.literal("pause") }),
  z.object({ action: z.literal("resume") }),
  z.object({ action: z.literal("go_to_node"), nodeId: id }),
  z.object({ action: z.literal("take_over") }),
  /** Without a node the engine goes on where it was. */
  z.object({ action: z.literal("give_back"), nodeId: id.optional() }),
  z.object({ action: z.literal("end") }),
]);

export const transferResult = z.enum(["connected", "no_answer", "declined", "voicemail", "line_fault"]);
const endedBy = ["them", "us", "line", "fault"] as const;

export const conversationEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("begun"),
    at,
    channel: z.enum(["voice", "sms", "email", "chat"]),
    direction: z.enum(["outbound", "inbound"]),
    language,
    /** What they wrote first, before they were asked anything. */
    opening: z.object({ text: z.string().max(4_000), flags: z.array(z.enum(moderationFlags)).optional() }).optional(),
  }),
  /** A finished turn of the other person; `turnId` is that of the newest `listen`. */
  z.object({
    type: z.literal("heard"),
    at,
    turnId: id,
    text: z.string().max(4_000),
    language: language.optional(),
    confidence: z.number().min(0).max(1).optional(),
    flags: z.array(z.enum(moderationFlags)).optional(),
  }),
  z.object({ type: z.literal("pressed"), at, digits: z.string().regex(/^[0-9*#]{1,32}$/) }),
  /** Nobody spoke within what the newest `listen` allowed. */
  z.object({ type: z.literal("silent"), at, forMs: z.number().int().min(0) }),
  /** How much of a `say` or `speak` reached the ear. Of a `speak`, `heardText` is what was said, and is checked. */
  z.object({
    type: z.literal("spoke"),
    at,
    sayId: id,
    heardText: z.string().max(8_000),
    complete: z.boolean(),
  }),
  z.object({ type: z.literal("proposed"), at, turnId: id, proposal }),
  z.object({
    type: z.literal("skill_done"),
    at,
    skillCallId: id,
    outcome: z.discriminatedUnion("ok", [
      z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) }),
      z.object({ ok: z.literal(false), error: z.object({ code: z.string().max(60), message: z.string().max(500) }) }),
    ]),
  }),
  z.object({ type: z.literal("transferred"), at, transferId: id, result: transferResult }),
  z.object({
    type: z.literal("answered_by"),
    at,
    who: z.enum(["human", "machine", "fax", "unknown"]),
    beepHeard: z.boolean(),
  }),
  /** Live money: what is true of the debtor now. */
  z.object({ type: z.literal("money_changed"), at, kind: z.enum(["payment", "promise", "dispute"]), money: moneyNow }),
  z.object({ type: z.literal("timer"), at, timerId: id }),
  z.object({ type: z.literal("supervised"), at, by: id, supervision: supervised }),
  z.object({ type: z.literal("ended"), at, by: z.enum(endedBy), detail: z.string().max(200).optional() }),
]);
export type ConversationEvent = z.infer<typeof conversationEvent>;
export type EventOf<Type extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: Type }>;

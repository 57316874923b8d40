import { index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { calls } from "@/db/schema/calls";

/**
 * One call's line to the voice process: the token that opens it, once, and whether it is open. Times follow the machine's
 * clock, not the workspace's: it is about a socket. issued → redeemed → ended; a redeemed one that nobody keeps alive is lost.
 */
export const voiceStreams = pgTable(
  "voice_streams",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    /** The vendor's id of it, as its own request told it: the line must name the same. */
    callRef: text("call_ref").notNull(),
    /** Of the token only its hash. */
    tokenHash: text("token_hash").notNull(),
    /** How the call is to be led: see `callPlan` in server/voice/streams/contract.ts. Names nobody. */
    plan: jsonb("plan").notNull(),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    redeemedAt: instant("redeemed_at"),
    /** Which process has the line. */
    processId: text("process_id"),
    aliveAt: instant("alive_at"),
    endedAt: instant("ended_at"),
    /** `lost`: its process went away with it. */
    endedBy: text("ended_by", { enum: ["them", "us", "line", "fault", "lost"] }),
    /** A code, never words. */
    detail: text("detail"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    unique("voice_streams_token").on(t.tokenHash),
    index("voice_streams_call").on(t.tenantId, t.callId),
    index("voice_streams_open").on(t.tenantId, t.aliveAt),
  ],
);

/**
 * One try to hand a call to a human by telephone: they are rung, hear what it is about and press a key; then both are brought
 * together. ringing → accepted → over, or one of the ways in which it failed. The number is a member's or the company's; `browser` for a page.
 */
export const handOvers = pgTable(
  "hand_overs",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    /** The conversation's own name for it; null: a supervisor takes the call over. */
    transferId: text("transfer_id"),
    requestedBy: uuid("requested_by"),
    toNumber: text("to_number").notNull(),
    /** The vendor's id of the call to the human. */
    agentRef: text("agent_ref"),
    status: text("status", {
      enum: ["ringing", "accepted", "no_answer", "declined", "voicemail", "line_fault", "over"],
    }).notNull(),
    /** The call is given back to the AI, at that step; without one it goes on where it was. */
    backAt: instant("back_at"),
    backNodeId: text("back_node_id"),
    backBy: uuid("back_by"),
    createdAt,
    settledAt: instant("settled_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.callId, calls),
    unique("hand_overs_once").on(t.tenantId, t.callId, t.transferId),
    index("hand_overs_call").on(t.tenantId, t.callId, t.createdAt),
  ],
);

import { index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantColumns, tenantRules } from "@/db/columns";

/**
 * One call's line to the voice process: the token that opens it, once, and whether it is open. Times follow the machine's
 * clock, not the workspace's: it is about a socket. issued → redeemed → ended; a redeemed one that nobody keeps alive is lost.
 */
export const voiceStreams = pgTable(
  "voice_streams",
  {
    ...tenantColumns,
    touchId: uuid("touch_id").notNull(),
    /** The vendor's id of the call, as its own request told it: the line must name the same. */
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
    index("voice_streams_call").on(t.tenantId, t.callRef),
    index("voice_streams_open").on(t.tenantId, t.aliveAt),
  ],
);

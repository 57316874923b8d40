import { bigint, date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, tenantPolicies } from "@/db/columns";

/** One link of a workspace's chain: the entries between two positions, and the link before it. Never changed. */
export const auditLinks = pgTable(
  "audit_links",
  {
    tenantId: uuid("tenant_id").notNull(),
    seq: integer("seq").notNull(),
    /** Positions from here (inclusive) to there (exclusive). */
    fromPosition: bigint("from_position", { mode: "number" }).notNull(),
    upto: bigint("upto", { mode: "number" }).notNull(),
    entries: integer("entries").notNull(),
    /** SHA-256 of each entry's line, 32 bytes each, in their order. */
    digests: bytes("digests").notNull(),
    sealedAt: instant("sealed_at").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seq] }), ...tenantPolicies(t.tenantId, { system: true })],
);

/** The end of each chain, signed: whoever shortens or rewrites one cannot sign another end. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    tenantId: uuid("tenant_id").primaryKey(),
    seq: integer("seq").notNull(),
    hash: text("hash").notNull(),
    upto: bigint("upto", { mode: "number" }).notNull(),
    /** In all links together. */
    entries: bigint("entries", { mode: "number" }).notNull(),
    sealedAt: instant("sealed_at").notNull(),
    keyId: text("key_id").notNull(),
    signature: text("signature").notNull(),
  },
  (t) => tenantPolicies(t.tenantId, { system: true }),
);

/** The chain's end as it was on a day, checked and signed, to be handed out. Never changed. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    tenantId: uuid("tenant_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    seq: integer("seq").notNull(),
    /** The very text that is signed. */
    statement: text("statement").notNull(),
    keyId: text("key_id").notNull(),
    publicKey: text("public_key").notNull(),
    signature: text("signature").notNull(),
    /** How many problems the check of that day found. */
    problems: integer("problems").notNull(),
    sealedAt: instant("sealed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] }), ...tenantPolicies(t.tenantId, { system: true })],
);

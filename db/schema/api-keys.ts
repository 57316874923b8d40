import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantPolicies, tenantRules, within } from "@/db/columns";

/** Keys of the partner API. Of the secret only its hash is kept; expiry and use follow real time, in a sandbox as well. */
export const apiKeys = pgTable(
  "api_keys",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    /** The visible beginning of the key, by which it is found. */
    prefix: text("prefix").notNull(),
    secretHash: text("secret_hash").notNull(),
    /** See `scopes` in server/tenancy/permissions.ts. */
    scopes: text("scopes").array().notNull(),
    createdAt,
    createdBy: uuid("created_by"),
    expiresAt: instant("expires_at"),
    /** To the minute. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by"),
  },
  (t) => [...tenantRules(t, { system: true }), unique("api_keys_prefix").on(t.prefix)],
);

/**
 * What was answered to a request that its sender may repeat, written in the transaction of what it did. Sender's key and
 * request are kept as hashes that only the bearer of the API key can make; answers to changes name nobody.
 */
export const apiAnswers = pgTable(
  "api_answers",
  {
    tenantId: uuid("tenant_id").notNull(),
    keyId: uuid("key_id").notNull(),
    /** Of the Idempotency-Key. */
    keyDigest: text("key_digest").notNull(),
    /** Of method, address and body. */
    requestDigest: text("request_digest").notNull(),
    status: integer("status"),
    answer: jsonb("answer"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.keyId, t.keyDigest] }),
    ...tenantPolicies(t.tenantId, { system: true }),
    within(t, t.keyId, apiKeys),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgPolicy, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  appRole,
  countryCode,
  createdAt,
  currencyCode,
  instant,
  logPosition,
  sealingPolicy,
  systemPolicy,
  tenantColumns,
  tenantPolicies,
  tenantRules,
} from "@/db/columns";

/** A workspace. Its own row is visible to its own transactions; only the system creates one. */
export const tenants = pgTable(
  "tenants",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    mode: text("mode", { enum: ["live", "sandbox"] }).notNull(),
    country: countryCode().notNull(),
    timeZone: text("time_zone").notNull(),
    currency: currencyCode().notNull(),
    language: text("language").notNull().default("en"),
    phone: text("phone"),
    email: text("email"),
    postalAddress: text("postal_address"),
    /** Sandbox only: the instant the workspace's clock stands at; null follows real time. */
    clockAt: instant("clock_at"),
    /** Sandbox only: where the clock is being moved to, null when it stands. */
    clockTargetAt: instant("clock_target_at"),
    clockError: text("clock_error"),
    /** House contact rules, stricter than the law: see server/policy/contract.ts. */
    housePolicy: jsonb("house_policy").notNull().default({}),
    settings: jsonb("settings").notNull().default({}),
    /** How many calls may go on at one time; a sandbox is not limited. */
    callsAtOnce: integer("calls_at_once").notNull().default(10),
    /** The three steps of a newcomer: company, import, campaign; each the instant it was done. */
    onboarding: jsonb("onboarding").notNull().default({}),
    createdAt,
  },
  (t) => [...tenantPolicies(t.id, { system: true })],
);

export const members = pgTable(
  "members",
  {
    ...tenantColumns,
    userId: uuid("user_id").notNull(),
    role: text("role", { enum: ["owner", "admin", "manager", "agent", "viewer"] }).notNull(),
    createdAt,
  },
  (t) => [...tenantRules(t, { system: true }), unique("members_user").on(t.tenantId, t.userId)],
);

export const invitations = pgTable(
  "invitations",
  {
    ...tenantColumns,
    email: text("email").notNull(),
    role: text("role", { enum: ["admin", "manager", "agent", "viewer"] }).notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: uuid("invited_by").notNull(),
    createdAt,
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [...tenantRules(t, { system: true }), index("invitations_open").on(t.tenantId, t.email)],
);

/** Every version of the house policy; the latest stands in `tenants.house_policy` as well. Never changed. */
export const housePolicies = pgTable(
  "house_policies",
  {
    ...tenantColumns,
    version: integer("version").notNull(),
    policy: jsonb("policy").notNull(),
    savedAt: instant("saved_at").notNull(),
    savedBy: uuid("saved_by"),
  },
  (t) => [...tenantRules(t), unique("house_policies_version").on(t.tenantId, t.version)],
);

/** One row a change, or an access to personal data: who did what to which thing. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    ...tenantColumns,
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: ["member", "system", "debtor", "partner"] }).notNull(),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    /** Ids, codes and counts only; never personal data. */
    details: jsonb("details").notNull().default({}),
    requestId: text("request_id"),
    logPosition: logPosition(),
  },
  (t) => [
    ...tenantRules(t),
    sealingPolicy(),
    index("audit_entries_at").on(t.tenantId, t.at.desc()),
    // What happened to one thing.
    index("audit_entries_subject").on(t.tenantId, t.subjectId, t.id),
    // Whoever looks at a person is written down once a day; see server/audit/read-person.ts.
    uniqueIndex("audit_entries_looked")
      .on(t.tenantId, t.actorId, t.subjectId, sql`((at at time zone 'UTC')::date)`)
      .where(sql`action = 'debtors.read'`),
    index("audit_entries_position").using("brin", t.logPosition).with({ pages_per_range: 32, autosummarize: true }),
  ],
);

/** People who sign in. No tenant: one person may be a member of several workspaces. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    language: text("language").notNull().default("en"),
    emailVerifiedAt: instant("email_verified_at"),
    createdAt,
  },
  (t) => [
    systemPolicy(),
    pgPolicy("fellow_members", {
      as: "permissive",
      for: "select",
      to: appRole,
      using: sql`${t.id} in (select user_id from members)`,
    }),
  ],
);

/** Google and later providers linked to a person. */
export const userAccounts = pgTable(
  "user_accounts",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    createdAt,
  },
  (t) => [systemPolicy(), unique("user_accounts_provider").on(t.provider, t.providerAccountId)],
);

/** Checked on each request behind next-auth's token, so that a session can be listed and revoked. */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    userAgent: text("user_agent"),
    ipPrefix: text("ip_prefix"),
    createdAt,
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [systemPolicy(), index("user_sessions_user").on(t.userId)],
);

/** Single-use links by e-mail: verification, reset, magic link. Only the hash is kept. */
export const userTokens = pgTable(
  "user_tokens",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose", { enum: ["verify_email", "reset_password", "sign_in"] }).notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt,
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [systemPolicy(), index("user_tokens_user").on(t.userId, t.purpose)],
);

/** What happened to a person's own account: an audit trail that belongs to no workspace. */
export const userEvents = pgTable(
  "user_events",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    ipPrefix: text("ip_prefix"),
    requestId: text("request_id"),
  },
  (t) => [systemPolicy(), index("user_events_user").on(t.userId, t.at.desc())],
);

/** Sign-in mails of an installation without a mail vendor; shown at /sandbox-mail to a loopback caller only. */
export const sandboxMails = pgTable(
  "sandbox_mails",
  {
    id: uuid("id").primaryKey(),
    at: instant("at").notNull(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    idempotencyKey: text("idempotency_key").notNull().unique(),
  },
  (t) => [systemPolicy(), index("sandbox_mails_at").on(t.at.desc())],
);

/** Counters of rate-limiter-flexible; keys are hashed before they come here. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  () => [systemPolicy()],
);

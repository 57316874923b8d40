// Limits per address, person and key, counted in PostgreSQL so that every process sees the same number.
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { asSystem } from "@/db/system-transaction";
import { DomainError } from "@/server/errors";

/** What is limited, how often, and how long one waits after too much. */
export const limits = {
  /** Wrong or right, a password tried from one network for one account. */
  "sign-in.pair": { points: 8, durationSeconds: 15 * 60, blockSeconds: 15 * 60 },
  /** All attempts on one account, from anywhere: a distributed guess is slowed, its owner hardly ever. */
  "sign-in.account": { points: 60, durationSeconds: 60 * 60, blockSeconds: 15 * 60 },
  "sign-in.ip": { points: 60, durationSeconds: 15 * 60, blockSeconds: 15 * 60 },
  "sign-up.ip": { points: 20, durationSeconds: 60 * 60 },
  /** Mails that anybody can make us send to one address. */
  "mail.address": { points: 5, durationSeconds: 60 * 60 },
  "mail.ip": { points: 30, durationSeconds: 60 * 60 },
  "token.ip": { points: 60, durationSeconds: 15 * 60 },
  "invite.workspace": { points: 100, durationSeconds: 24 * 60 * 60 },
  "workspace.create": { points: 20, durationSeconds: 24 * 60 * 60 },
  "api-key.workspace": { points: 50, durationSeconds: 24 * 60 * 60 },
  /** Each asks a model, which costs money. */
  "draft.workspace": { points: 40, durationSeconds: 60 * 60 },
  /** Each calls an address that somebody typed. */
  "own-skill.workspace": { points: 120, durationSeconds: 60 * 60 },
  /** Each rings a telephone that somebody typed, on the installation's account. */
  "take-over.person": { points: 60, durationSeconds: 60 * 60 },
  "api.person": { points: 1200, durationSeconds: 60 },
  "api.ip": { points: 300, durationSeconds: 60 },
  /** A partner's program, whatever it asks. */
  "api.key": { points: 100, durationSeconds: 60 },
  /** Who sends what is no key. */
  "api.stranger": { points: 60, durationSeconds: 60 },
  "upload.person": { points: 60, durationSeconds: 60 * 60 },
  "pay.ip": { points: 120, durationSeconds: 60 },
  "pay.link": { points: 60, durationSeconds: 60 },
  "webhook.ip": { points: 3000, durationSeconds: 60 },
} as const satisfies Record<string, { points: number; durationSeconds: number; blockSeconds?: number }>;

export type LimitKind = keyof typeof limits;

const limiters = new Map<LimitKind, RateLimiterPostgres>();

// The library speaks to a client with `query`; ours runs each statement as the system role.
const store = {
  async query(query: { text: string; values?: unknown[] }) {
    const pieces = query.text.split(/\$(\d+)/);
    const statement = sql.join(
      pieces.map((piece, i) => (i % 2 === 0 ? sql.raw(piece) : sql`${query.values?.[Number(piece) - 1]}`)),
    );
    const result = await asSystem("rate-limit", (tx) => tx.execute(statement));
    // bigint arrives as text
    const rows = result.rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) }));
    return { rows, rowCount: result.rowCount };
  },
};

function limiter(kind: LimitKind): RateLimiterPostgres {
  const known = limiters.get(kind);
  if (known) return known;
  const limit: { points: number; durationSeconds: number; blockSeconds?: number } = limits[kind];
  const made = new RateLimiterPostgres({
    storeClient: store,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix: kind,
    points: limit.points,
    duration: limit.durationSeconds,
    blockDuration: limit.blockSeconds ?? 0,
  });
  limiters.set(kind, made);
  return made;
}

/** Keys are addresses and ids of people: only their hash is kept. */
const hashed = (key: string) => createHash("sha256").update(key).digest("base64url").slice(0, 27);

/** Counts one use and tells what is left; throws RATE_LIMITED with `retryAfterSeconds` once there were too many. */
export async function rateLimit(
  kind: LimitKind,
  key: string,
  points = 1,
): Promise<{ remaining: number; resetSeconds: number }> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter(kind).consume(hashed(key), points);
    return { remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError("RATE_LIMITED", undefined, { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}

/** Forgets what was counted, after a success. */
export async function forgetLimit(kind: LimitKind, key: string): Promise<void> {
  await limiter(kind).delete(hashed(key));
}

// Behind next-auth's token stands a row: the token is only as good as its session, checked on each request.
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { userEvents, userSessions, users } from "@/db/schema/tenancy";
import { ipPrefix, type PersonContext } from "@/server/auth/door/person-context";
import { DomainError } from "@/server/errors";

export const SESSION_DAYS = 30;
const SEEN_EVERY_MS = 60_000;

export type Person = {
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  language: string;
  emailVerified: boolean;
};

/**
 * Starts a session and writes it into the person's trail. `proof`: the password it was begun with; one that was changed
 * since begins none (UNAUTHENTICATED), so that a change ends also what is only just being signed in.
 */
export async function startSession(
  tx: Transaction,
  ctx: PersonContext,
  userId: string,
  kind: string,
  proof: { passwordHash?: string } = {},
): Promise<string> {
  if (proof.passwordHash) {
    const rows = await tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)).for("share");
    if (rows[0]?.hash !== proof.passwordHash) throw new DomainError("UNAUTHENTICATED");
  }
  const id = ctx.chance.id();
  const now = ctx.clock.now();
  await tx.insert(userSessions).values({
    id,
    userId,
    userAgent: ctx.userAgent?.slice(0, 300) ?? null,
    ipPrefix: ipPrefix(ctx.ip),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
  });
  await recordUserEvent(tx, ctx, userId, kind);
  return id;
}

/** The person of a session that is neither revoked nor over; marks it as seen, at most once a minute. */
export async function liveSession(
  tx: Transaction,
  session: { sessionId: string; userId: string },
  now: Date,
): Promise<Person | null> {
  const rows = await tx
    .select({
      userId: users.id,
      sessionId: userSessions.id,
      name: users.name,
      email: users.email,
      language: users.language,
      verifiedAt: users.emailVerifiedAt,
      lastSeenAt: userSessions.lastSeenAt,
    })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .where(
      and(
        eq(userSessions.id, session.sessionId),
        eq(userSessions.userId, session.userId),
        isNull(userSessions.revokedAt),
        gt(userSessions.expiresAt, now),
      ),
    );
  const row = rows[0];
  if (!row) return null;
  const stale = new Date(now.getTime() - SEEN_EVERY_MS);
  if (row.lastSeenAt < stale) {
    await tx
      .update(userSessions)
      .set({ lastSeenAt: now })
      .where(and(eq(userSessions.id, row.sessionId), lt(userSessions.lastSeenAt, stale)));
  }
  const { verifiedAt, lastSeenAt: _, ...person } = row;
  return { ...person, emailVerified: verifiedAt !== null };
}

/** Ends sessions of a person: one, all, or all but one. Returns how many ended. */
export async function endSessions(
  tx: Transaction,
  userId: string,
  now: Date,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const ended = await tx
    .update(userSessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(userSessions.userId, userId),
        isNull(userSessions.revokedAt),
        which.only ? eq(userSessions.id, which.only) : undefined,
        which.except ? sql`${userSessions.id} <> ${which.except}` : undefined,
      ),
    )
    .returning({ id: userSessions.id });
  return ended.length;
}

/** One line of a person's own trail. */
export async function recordUserEvent(tx: Transaction, ctx: PersonContext, userId: string, kind: string) {
  await tx.insert(userEvents).values({
    id: ctx.chance.id(),
    userId,
    at: ctx.clock.now(),
    kind,
    ipPrefix: ipPrefix(ctx.ip),
    requestId: ctx.requestId,
  });
}

// A person's own sessions and trail.
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { userEvents, userSessions } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import type { SessionIdInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { endSessions, recordUserEvent } from "@/server/auth/sessions/sessions";
import { found } from "@/server/errors";
import { toPublicId } from "@/server/public-ids";

type Self = { userId: string; sessionId: string };

/** Where one is signed in now, the latest first. */
export async function listSessions(ctx: PersonContext, self: Self) {
  const rows = await asSystem("sign-in", (tx) =>
    tx
      .select()
      .from(userSessions)
      .where(
        and(
          eq(userSessions.userId, self.userId),
          isNull(userSessions.revokedAt),
          gt(userSessions.expiresAt, ctx.clock.now()),
        ),
      )
      .orderBy(desc(userSessions.lastSeenAt)),
  );
  return rows.map((row) => ({
    id: toPublicId("session", row.id),
    userAgent: row.userAgent,
    network: row.ipPrefix,
    startedAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    current: row.id === self.sessionId,
  }));
}

/** Ends one of one's own sessions; its token is refused from the next request on. */
export async function revokeSession(ctx: PersonContext, self: Self, { sessionId }: SessionIdInput): Promise<void> {
  await asSystem("sign-in", async (tx) => {
    const ended = await endSessions(tx, self.userId, ctx.clock.now(), { only: sessionId });
    found(ended || null, "The session");
    await recordUserEvent(tx, ctx, self.userId, "session_revoked");
  });
}

/** Ends every session but the one that asks. */
export async function revokeOtherSessions(ctx: PersonContext, self: Self): Promise<{ ended: number }> {
  return asSystem("sign-in", async (tx) => {
    const ended = await endSessions(tx, self.userId, ctx.clock.now(), { except: self.sessionId });
    if (ended > 0) await recordUserEvent(tx, ctx, self.userId, "other_sessions_revoked");
    return { ended };
  });
}

/** What happened to one's account lately. */
export function listUserEvents(userId: string, limit = 20) {
  return asSystem("sign-in", (tx) =>
    tx
      .select({ at: userEvents.at, kind: userEvents.kind, network: userEvents.ipPrefix })
      .from(userEvents)
      .where(eq(userEvents.userId, userId))
      .orderBy(desc(userEvents.at), desc(userEvents.id))
      .limit(limit),
  );
}

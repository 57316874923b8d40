import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/tenancy";
import type { PersonContext } from "@/server/auth/door/person-context";
import { endSessions, recordUserEvent } from "@/server/auth/sessions/sessions";

/**
 * The person proved that the mailbox is theirs. Whoever made the account before may have been someone else: a
 * password set and sessions begun before the proof end here (no pre-hijacking).
 */
export async function proveMailbox(
  tx: Transaction,
  ctx: PersonContext,
  userId: string,
  options: { keepPassword: boolean },
): Promise<boolean> {
  const now = ctx.clock.now();
  const proved = await tx
    .update(users)
    .set({ emailVerifiedAt: now, ...(options.keepPassword ? {} : { passwordHash: null }) })
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
    .returning({ id: users.id });
  if (proved.length === 0) return false;
  if (!options.keepPassword) await endSessions(tx, userId, now);
  await recordUserEvent(tx, ctx, userId, "email_verified");
  return true;
}

import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { changePasswordInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { endTokens } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor } from "@/server/auth/ports";
import { endSessions, recordUserEvent } from "@/server/auth/sessions/sessions";
import { hashPassword, passwordMatches } from "@/server/auth/sign-in/passwords";
import { announcePasswordChange } from "@/server/auth/sign-in/reset-password";
import { DomainError, found } from "@/server/errors";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** A new password for someone signed in who knows the old one (or has none yet); their other sessions end. */
export async function changePassword(
  ctx: PersonContext,
  door: AccountDoor,
  self: { userId: string; sessionId: string },
  input: unknown,
): Promise<void> {
  const { current, password } = changePasswordInput.parse(input);
  await rateLimit("sign-in.pair", `change ${self.userId}`);
  const rows = await asSystem("sign-in", (tx) => tx.select().from(users).where(eq(users.id, self.userId)));
  const user = found(rows[0], "The account");
  if (user.passwordHash !== null && !(await passwordMatches(current, user.passwordHash))) {
    throw new DomainError("INVALID_INPUT", "The current password is not right.", { fields: { current: "not right" } });
  }
  const passwordHash = await hashPassword(password);
  await asSystem("sign-in", async (tx) => {
    const now = ctx.clock.now();
    await tx.update(users).set({ passwordHash }).where(eq(users.id, self.userId));
    await endSessions(tx, self.userId, now, { except: self.sessionId });
    await endTokens(tx, self.userId, now);
    await recordUserEvent(tx, ctx, self.userId, "password_changed");
  });
  announcePasswordChange(ctx, door, user);
}

import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { resetPasswordInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { proveMailbox } from "@/server/auth/mailbox/prove-mailbox";
import { endTokens, useToken } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor } from "@/server/auth/ports";
import { endSessions, recordUserEvent } from "@/server/auth/sessions/sessions";
import { hashPassword } from "@/server/auth/sign-in/passwords";
import { DomainError } from "@/server/errors";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** A new password by the link of a mail; every session and every other link of the person ends. */
export async function resetPassword(ctx: PersonContext, door: AccountDoor, input: unknown): Promise<void> {
  const { token, password } = resetPasswordInput.parse(input);
  await rateLimit("token.ip", ctx.ip);
  const passwordHash = await hashPassword(password);
  const person = await asSystem("sign-in", async (tx) => {
    const userId = await useToken(tx, ctx, token, "reset_password");
    if (!userId) throw new DomainError("PRECONDITION", "This link was used already, or is too old. Ask for a new one.");
    const now = ctx.clock.now();
    await proveMailbox(tx, ctx, userId, { keepPassword: true });
    await endTokens(tx, userId, now);
    await endSessions(tx, userId, now);
    await recordUserEvent(tx, ctx, userId, "password_reset");
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, userId))
      .returning({ id: users.id, email: users.email, name: users.name, language: users.language });
    return changed[0];
  });
  if (person) announcePasswordChange(ctx, door, person);
}

/** Tells the owner of the mailbox, who may not be the one who did it. */
export function announcePasswordChange(
  ctx: PersonContext,
  door: AccountDoor,
  person: { id: string; email: string; name: string; language: string },
) {
  door.later(() =>
    door.mailer.send({
      key: `password-changed:${person.id}:${ctx.requestId}`,
      to: person.email,
      language: person.language,
      message: { kind: "password_changed", name: person.name, resetUrl: `${door.publicUrl}/forgot-password` },
    }),
  );
}

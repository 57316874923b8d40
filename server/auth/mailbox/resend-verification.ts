import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import type { PersonContext } from "@/server/auth/door/person-context";
import { issueToken } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor } from "@/server/auth/ports";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** Another mail to confirm one's own address; nothing when it is confirmed already. */
export async function resendVerification(ctx: PersonContext, door: AccountDoor, userId: string): Promise<void> {
  await rateLimit("mail.address", userId);
  const made = await asSystem("sign-in", async (tx) => {
    const rows = await tx
      .select({ email: users.email, name: users.name, language: users.language })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)));
    const user = rows[0];
    return user ? { ...user, secret: await issueToken(tx, ctx, userId, "verify_email") } : null;
  });
  if (!made) return;
  door.later(() =>
    door.mailer.send({
      key: `verify:${userId}:${ctx.requestId}`,
      to: made.email,
      language: made.language,
      message: { kind: "verify_email", name: made.name, url: `${door.publicUrl}/verify-email?token=${made.secret}` },
    }),
  );
}

import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { signInInput } from "@/server/auth/contract";
import { ipPrefix, type PersonContext } from "@/server/auth/door/person-context";
import { recordUserEvent } from "@/server/auth/sessions/sessions";
import { passwordMatches } from "@/server/auth/sign-in/passwords";
import { DomainError } from "@/server/errors";
import { forgetLimit, rateLimit } from "@/server/rate-limits/rate-limit";

/**
 * The person whose password this is. A wrong password, an unknown address and an address that still waits for its
 * confirmation are answered alike and after the same work. Answers what was compared with, for the session to be begun
 * on. Throws UNAUTHENTICATED or RATE_LIMITED.
 */
export async function signInWithPassword(
  ctx: PersonContext,
  input: unknown,
  options: { requireVerified: boolean },
): Promise<{ userId: string; passwordHash: string }> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) throw new DomainError("UNAUTHENTICATED");
  const { email, password } = parsed.data;
  const pair = `${email} ${ipPrefix(ctx.ip) ?? ctx.ip}`;
  await rateLimit("sign-in.ip", ctx.ip);
  await rateLimit("sign-in.pair", pair);
  await rateLimit("sign-in.account", email);

  const rows = await asSystem("sign-in", (tx) =>
    tx
      .select({ id: users.id, passwordHash: users.passwordHash, verifiedAt: users.emailVerifiedAt })
      .from(users)
      .where(eq(users.email, email)),
  );
  const user = rows[0];
  const matches = await passwordMatches(password, user?.passwordHash);
  if (!user?.passwordHash || !matches || (options.requireVerified && !user.verifiedAt)) {
    await asSystem("sign-in", async (tx) => {
      if (user) await recordUserEvent(tx, ctx, user.id, "sign_in_refused");
    });
    throw new DomainError("UNAUTHENTICATED");
  }
  await forgetLimit("sign-in.pair", pair);
  return { userId: user.id, passwordHash: user.passwordHash };
}

import { and, eq } from "drizzle-orm";
import { userAccounts, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { email } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { proveMailbox } from "@/server/auth/mailbox/prove-mailbox";

/**
 * The person behind a Google account: known by its subject, else joined or made by the address, but only where
 * Google vouches for the mailbox. Null when it does not.
 */
export async function signInWithGoogle(
  ctx: PersonContext,
  google: { subject: string; email: string; emailVerified: boolean; name: string },
): Promise<{ userId: string } | null> {
  return asSystem("sign-in", async (tx) => {
    const linked = await tx
      .select({ userId: userAccounts.userId })
      .from(userAccounts)
      .where(and(eq(userAccounts.provider, "google"), eq(userAccounts.providerAccountId, google.subject)));
    if (linked[0]) return linked[0];

    const address = email.safeParse(google.email);
    if (!address.success || !google.emailVerified) return null;
    const now = ctx.clock.now();
    await tx
      .insert(users)
      .values({
        id: ctx.chance.id(),
        email: address.data,
        name: google.name.slice(0, 120) || address.data,
        createdAt: now,
        emailVerifiedAt: now,
      })
      .onConflictDoNothing({ target: users.email });
    const rows = await tx.select({ id: users.id }).from(users).where(eq(users.email, address.data));
    const userId = rows[0]?.id;
    if (!userId) return null;
    await proveMailbox(tx, ctx, userId, { keepPassword: false });
    await tx
      .insert(userAccounts)
      .values({ id: ctx.chance.id(), userId, provider: "google", providerAccountId: google.subject, createdAt: now });
    return { userId };
  });
}

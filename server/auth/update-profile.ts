import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { profileInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { recordUserEvent } from "@/server/auth/sessions/sessions";

/** One's own name and language. */
export async function updateProfile(ctx: PersonContext, userId: string, input: unknown): Promise<void> {
  const profile = profileInput.parse(input);
  await asSystem("sign-in", async (tx) => {
    await tx.update(users).set(profile).where(eq(users.id, userId));
    await recordUserEvent(tx, ctx, userId, "profile_changed");
  });
}

/** What the profile form shows. */
export async function readProfile(userId: string) {
  const rows = await asSystem("sign-in", (tx) =>
    tx
      .select({
        name: users.name,
        email: users.email,
        language: users.language,
        verifiedAt: users.emailVerifiedAt,
        passwordHash: users.passwordHash,
      })
      .from(users)
      .where(eq(users.id, userId)),
  );
  const user = rows[0];
  if (!user) return null;
  const { passwordHash, ...shown } = user;
  return { ...shown, hasPassword: passwordHash !== null };
}

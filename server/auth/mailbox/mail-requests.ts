// Verbs behind "send me a mail": the answer never tells whether the address is known.
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { emailInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { issueToken, type TokenPurpose, tokenMinutes } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor, AccountMail } from "@/server/auth/ports";
import { recordUserEvent } from "@/server/auth/sessions/sessions";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** A link to choose a new password. */
export function requestPasswordReset(ctx: PersonContext, door: AccountDoor, input: unknown): Promise<void> {
  return sendLink(ctx, door, input, "reset_password", (name, secret) => ({
    kind: "reset_password",
    name,
    url: `${door.publicUrl}/reset-password?token=${secret}`,
    minutes: tokenMinutes.reset_password,
  }));
}

/** A link that signs in. */
export function requestSignInLink(ctx: PersonContext, door: AccountDoor, input: unknown): Promise<void> {
  return sendLink(ctx, door, input, "sign_in", (name, secret) => ({
    kind: "sign_in_link",
    name,
    url: `${door.publicUrl}/magic-link?token=${secret}`,
    minutes: tokenMinutes.sign_in,
  }));
}

/** Limits and validates in the request; looks the address up and sends only after the answer has left. */
async function sendLink(
  ctx: PersonContext,
  door: AccountDoor,
  input: unknown,
  purpose: TokenPurpose,
  compose: (name: string, secret: string) => AccountMail,
) {
  const { email } = emailInput.parse(input);
  await rateLimit("mail.ip", ctx.ip);
  await rateLimit("mail.address", email);
  door.later(async () => {
    const found = await asSystem("sign-in", async (tx) => {
      const rows = await tx
        .select({ id: users.id, name: users.name, language: users.language })
        .from(users)
        .where(eq(users.email, email));
      const user = rows[0];
      if (!user) return null;
      await recordUserEvent(tx, ctx, user.id, `${purpose}_requested`);
      return { ...user, secret: await issueToken(tx, ctx, user.id, purpose) };
    });
    if (!found) return;
    await door.mailer.send({
      key: `${purpose}:${found.id}:${ctx.requestId}`,
      to: email,
      language: found.language,
      message: compose(found.name, found.secret),
    });
  });
}

import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { type SignUpInput, type SignUpResult, signUpInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { inSteadyTime } from "@/server/auth/door/steady-time";
import { guessLocality } from "@/server/auth/guess-locality";
import { issueToken } from "@/server/auth/mailbox/single-use-tokens";
import type { AccountDoor } from "@/server/auth/ports";
import { recordUserEvent } from "@/server/auth/sessions/sessions";
import { hashPassword } from "@/server/auth/sign-in/passwords";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { findInvitation } from "@/server/tenancy/accept-invitation";
import { auditCreation, insertWorkspace } from "@/server/tenancy/create-workspace";

/** Longer than the work takes, with the password's hash, the workspace and its audit row. */
const ANSWER_AFTER_MS = 350;

/**
 * A new person and a sandbox workspace. A known address gets the same answer after the same work, and its owner a
 * mail; the answer depends only on whether the caller must confirm the address.
 */
export async function signUp(ctx: PersonContext, door: AccountDoor, input: unknown): Promise<SignUpResult> {
  const wanted = signUpInput.parse(input);
  await rateLimit("sign-up.ip", ctx.ip);
  await rateLimit("mail.address", wanted.email);
  return inSteadyTime(ANSWER_AFTER_MS, () => register(ctx, door, wanted));
}

async function register(ctx: PersonContext, door: AccountDoor, wanted: SignUpInput): Promise<SignUpResult> {
  // The link of an invitation was sent to the mailbox: who holds it and uses its address has confirmed it.
  const invitation = wanted.invitation ? await findInvitation(ctx, { token: wanted.invitation }) : null;
  const vouched = invitation?.email === wanted.email;
  const passwordHash = await hashPassword(wanted.password);
  const userId = ctx.chance.id();

  const made = await asSystem("sign-in", async (tx) => {
    const inserted = await tx
      .insert(users)
      .values({
        id: userId,
        email: wanted.email,
        name: wanted.name,
        language: wanted.language,
        passwordHash,
        createdAt: ctx.clock.now(),
        emailVerifiedAt: vouched ? ctx.clock.now() : null,
      })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (inserted.length === 0) {
      const known = await tx
        .select({ name: users.name, language: users.language })
        .from(users)
        .where(eq(users.email, wanted.email));
      return { known: known[0] ?? { name: wanted.name, language: wanted.language }, secret: null };
    }
    await recordUserEvent(tx, ctx, userId, "signed_up");
    return { known: null, secret: vouched ? null : await issueToken(tx, ctx, userId, "verify_email") };
  });

  if (made.known) {
    const { known } = made;
    door.later(() =>
      door.mailer.send({
        key: `already-registered:${ctx.requestId}`,
        to: wanted.email,
        language: known.language,
        message: {
          kind: "already_registered",
          name: known.name,
          signInUrl: `${door.publicUrl}/sign-in`,
          resetUrl: `${door.publicUrl}/forgot-password`,
        },
      }),
    );
  } else {
    // An invited person joins a workspace that exists; everyone else gets one to try things in.
    if (wanted.company !== "" && !invitation) await firstWorkspace(ctx, userId, wanted);
    const { secret } = made;
    if (secret)
      door.later(() =>
        door.mailer.send({
          key: `verify:${userId}:${ctx.requestId}`,
          to: wanted.email,
          language: wanted.language,
          message: {
            kind: "verify_email",
            name: wanted.name,
            url: `${door.publicUrl}/verify-email?token=${secret}`,
          },
        }),
      );
  }
  return { next: door.mailboxRequired && !vouched ? "check_email" : "sign_in" };
}

async function firstWorkspace(ctx: PersonContext, userId: string, wanted: SignUpInput) {
  const maker = { ...ctx, userId };
  const { tenantId } = await asSystem("create-workspace", (tx) =>
    insertWorkspace(tx, maker, {
      name: wanted.company,
      mode: "sandbox",
      language: wanted.language,
      ...guessLocality(wanted.region, wanted.timeZone),
    }),
  );
  await auditCreation(maker, tenantId, "sandbox");
}

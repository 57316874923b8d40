import { asSystem } from "@/db/system-transaction";
import { linkInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { proveMailbox } from "@/server/auth/mailbox/prove-mailbox";
import { useToken } from "@/server/auth/mailbox/single-use-tokens";
import { DomainError } from "@/server/errors";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** Confirms the address that signed up, by the link of the mail; it signs nobody in. */
export async function verifyEmail(ctx: PersonContext, input: unknown): Promise<void> {
  const { token } = linkInput.parse(input);
  await rateLimit("token.ip", ctx.ip);
  await asSystem("sign-in", async (tx) => {
    const userId = await useToken(tx, ctx, token, "verify_email");
    if (!userId) throw new DomainError("PRECONDITION", "This link was used already, or is too old. Ask for a new one.");
    await proveMailbox(tx, ctx, userId, { keepPassword: true });
  });
}

import { asSystem } from "@/db/system-transaction";
import { linkInput } from "@/server/auth/contract";
import type { PersonContext } from "@/server/auth/door/person-context";
import { proveMailbox } from "@/server/auth/mailbox/prove-mailbox";
import { useToken } from "@/server/auth/mailbox/single-use-tokens";
import { DomainError } from "@/server/errors";
import { rateLimit } from "@/server/rate-limits/rate-limit";

/** The person of a magic link, which works once and for a quarter of an hour. Throws UNAUTHENTICATED. */
export async function signInWithLink(ctx: PersonContext, input: unknown): Promise<{ userId: string }> {
  await rateLimit("token.ip", ctx.ip);
  const parsed = linkInput.safeParse(input);
  if (!parsed.success) throw new DomainError("UNAUTHENTICATED");
  return asSystem("sign-in", async (tx) => {
    const userId = await useToken(tx, ctx, parsed.data.token, "sign_in");
    if (!userId) throw new DomainError("UNAUTHENTICATED");
    await proveMailbox(tx, ctx, userId, { keepPassword: false });
    return { userId };
  });
}

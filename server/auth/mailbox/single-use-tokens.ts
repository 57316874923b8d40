// Links in mails: 256 bits, single use, expiring; only their hash is kept.
import { createHash } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { userTokens } from "@/db/schema/tenancy";
import type { Chance } from "@/server/chance";
import type { Clock } from "@/server/clock";

export type TokenPurpose = "verify_email" | "reset_password" | "sign_in";

export const tokenMinutes: Record<TokenPurpose, number> = {
  verify_email: 24 * 60,
  reset_password: 30,
  sign_in: 15,
};

/** A fresh secret and what is kept of it. */
export function newSecret(chance: Chance): { secret: string; hash: string } {
  const secret = Buffer.from(chance.bytes(32)).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}

/** SHA-256 is enough: the secret is random, so there is nothing to guess from its hash. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Writes a token for the person and returns the secret for the mail; an earlier one of the same purpose ends. */
export async function issueToken(
  tx: Transaction,
  ctx: { clock: Clock; chance: Chance },
  userId: string,
  purpose: TokenPurpose,
): Promise<string> {
  const now = ctx.clock.now();
  await endTokens(tx, userId, now, purpose);
  const { secret, hash } = newSecret(ctx.chance);
  await tx.insert(userTokens).values({
    id: ctx.chance.id(),
    userId,
    purpose,
    tokenHash: hash,
    createdAt: now,
    expiresAt: new Date(now.getTime() + tokenMinutes[purpose] * 60_000),
  });
  return secret;
}

/** Uses the token up and returns whose it was; null when unknown, used or over. One update: two callers cannot both win. */
export async function useToken(
  tx: Transaction,
  ctx: { clock: Clock },
  secret: string,
  purpose: TokenPurpose,
): Promise<string | null> {
  const now = ctx.clock.now();
  const used = await tx
    .update(userTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(userTokens.tokenHash, hashSecret(secret)),
        eq(userTokens.purpose, purpose),
        isNull(userTokens.usedAt),
        gt(userTokens.expiresAt, now),
      ),
    )
    .returning({ userId: userTokens.userId });
  return used[0]?.userId ?? null;
}

/** Ends what is still open, of one purpose or of all. */
export async function endTokens(tx: Transaction, userId: string, now: Date, purpose?: TokenPurpose) {
  await tx
    .update(userTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(userTokens.userId, userId),
        isNull(userTokens.usedAt),
        purpose ? eq(userTokens.purpose, purpose) : undefined,
      ),
    );
}

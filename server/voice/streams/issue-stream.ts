import { createHash } from "node:crypto";
import { voiceStreams } from "@/db/schema/voice";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { realClock } from "@/server/clock";
import type { TenantContext } from "@/server/tenant-context";
import type { CallPlan } from "@/server/voice/streams/contract";

/** From our answer to the vendor until its socket. */
const VALID_MS = 120_000;

/** Lets one call open its line, once. The token is for the vendor alone and stands in the path of the address it dials. */
export async function issueStream(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: { callId: string; callRef: string; plan: CallPlan },
): Promise<{ streamId: string; token: string }> {
  const token = Buffer.from(ctx.chance.bytes(32)).toString("base64url");
  const streamId = ctx.chance.id();
  const issuedAt = realClock.now();
  await tx.insert(voiceStreams).values({
    tenantId: ctx.tenantId,
    id: streamId,
    ...call,
    tokenHash: tokenHash(token),
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + VALID_MS),
  });
  return { streamId, token };
}

/** SHA-256 is enough: the token is random. */
export const tokenHash = (token: string) => createHash("sha256").update(token).digest("base64url");

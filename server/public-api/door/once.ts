// A change that its sender may repeat with the same Idempotency-Key: for a day the same request gets the answer of the first,
// and does nothing. What was done and that it was done are one transaction, so that a crash leaves neither or both; of two at
// once the second waits for the first. Requests that failed changed nothing, and are simply tried again.
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { DomainError } from "@/server/errors";
import type { Once } from "@/server/tenant-context";

const DAY_MS = 86_400_000;

/** The request was performed before. */
export class DoneBefore extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super("This was done before.");
  }
}

type Request = {
  tenantId: string;
  keyId: string;
  secret: string;
  idempotencyKey: string;
  /** Method, address and body: another request under the same key is a mistake of its sender. */
  what: readonly string[];
  now: Date;
};

export function once(request: Request, answerOf: (result: unknown) => { status: number; body: unknown }): Once {
  const { tenantId, keyId, now } = request;
  // Only the bearer can make these hashes: a body of few possible values cannot be guessed from what is kept.
  const digest = (...parts: readonly string[]) =>
    createHmac("sha256", request.secret).update(JSON.stringify(parts)).digest("base64url");
  const keyDigest = digest("key", request.idempotencyKey);
  const requestDigest = digest("request", ...request.what);
  let isClaimed = false;
  return {
    async claim(tx) {
      if (isClaimed) throw new Error("A repeatable request is one change.");
      const claimed = await tx.execute(sql`
        insert into api_answers (tenant_id, key_id, key_digest, request_digest, at)
        values (${tenantId}, ${keyId}, ${keyDigest}, ${requestDigest}, ${now.toISOString()})
        on conflict (tenant_id, key_id, key_digest) do update
          set request_digest = excluded.request_digest, status = null, answer = null, at = excluded.at
          where api_answers.at <= ${new Date(now.getTime() - DAY_MS).toISOString()}::timestamptz
        returning 1`);
      isClaimed = claimed.rows.length > 0;
      if (isClaimed) return;
      const { rows } = await tx.execute<{ request_digest: string; status: number; answer: unknown }>(sql`
        select request_digest, status, answer from api_answers
        where tenant_id = ${tenantId} and key_id = ${keyId} and key_digest = ${keyDigest}`);
      const [done] = rows;
      if (!done) throw new DomainError("CONFLICT", "The same request was just being forgotten. Send it again.");
      if (done.request_digest !== requestDigest) throw new DomainError("IDEMPOTENCY_MISMATCH");
      throw new DoneBefore(done.status, done.answer);
    },
    async keep(tx, result) {
      const { status, body } = answerOf(result);
      await tx.execute(sql`
        update api_answers set status = ${status}, answer = ${JSON.stringify(body)}::jsonb
        where tenant_id = ${tenantId} and key_id = ${keyId} and key_digest = ${keyDigest}`);
    },
  };
}

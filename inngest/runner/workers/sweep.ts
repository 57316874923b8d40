import type { QueueClient } from "@/inngest/runner/queue/database";

const LOCK = 7_265_103;

/**
 * Forgets what is over: ended runs after a week, processed events and idempotency keys after their day. One
 * worker at a time; the others skip it.
 */
export async function sweep(tx: QueueClient): Promise<void> {
  const mine = await tx.query<{ locked: boolean }>("select pg_try_advisory_xact_lock($1) as locked", [LOCK]);
  if (!mine.rows[0]?.locked) return;
  await tx.query(
    "delete from runs where id in (select id from runs where ended_at < now() - interval '7 days' limit 10000)",
  );
  await tx.query(
    `delete from events where seq in (
       select seq from events where processed_at is not null and received_at < now() - interval '1 day' limit 50000)`,
  );
  await tx.query("delete from idempotency where expires_at < now()");
  await tx.query("delete from rate_starts where at < now() - interval '31 days'");
  await tx.query("delete from throttles where next_at < now() - interval '1 day'");
}

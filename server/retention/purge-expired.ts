// What has served its time is deleted: used-up links, ended sessions, counters, local mails, webhooks long dealt with.
import { type SQL, sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import type { Clock } from "@/server/clock";

const DAY_MS = 86_400_000;

export type Purged = Record<keyof typeof kept, number>;

/** How long each is kept after its end, and which rows are over at an instant. */
const kept = {
  /** A link that is used or over says "used or too old" for a while longer, then "unknown". */
  user_tokens: { days: 7, over: (at: string) => sql`least(used_at, expires_at) < ${at}` },
  user_sessions: { days: 30, over: (at: string) => sql`least(revoked_at, expires_at) < ${at}` },
  rate_limits: { days: 1, over: (at: string) => sql`expire < extract(epoch from ${at}::timestamptz) * 1000` },
  /** A request may be repeated for a day; see server/public-api/door/once.ts. */
  api_answers: { days: 1, over: (at: string) => sql`at < ${at}` },
  voice_streams: {
    days: 30,
    over: (at: string) => sql`issued_at < ${at} and (ended_at is not null or redeemed_at is null)`,
  },
  sandbox_mails: { days: 14, over: (at: string) => sql`at < ${at}` },
  /** Far longer than any vendor repeats itself. Ids are made in time, so the oldest are found by them. */
  webhook_events: {
    days: 90,
    over: (at: string) => sql`id < ${firstIdAt(at)}::uuid and received_at < ${at} and processed_at is not null`,
  },
} as const satisfies Record<string, { days: number; over(at: string): SQL }>;

/** Deletes in batches of its own transactions; what is more than `batchesMax` waits for the next run. */
export async function purgeExpired(
  clock: Clock,
  options: { batch?: number; batchesMax?: number } = {},
): Promise<Purged> {
  const { batch = 2_000, batchesMax = 25 } = options;
  const purged = {} as Purged;
  for (const [table, { days, over }] of Object.entries(kept)) {
    const before = new Date(clock.now().getTime() - days * DAY_MS).toISOString();
    let count = 0;
    for (let round = 0; round < batchesMax; round += 1) {
      const deleted = await deleteSome(table, over(before), batch);
      count += deleted;
      if (deleted < batch) break;
    }
    purged[table as keyof Purged] = count;
  }
  return purged;
}

function deleteSome(table: string, over: SQL, batch: number): Promise<number> {
  const name = sql.identifier(table);
  return asSystem("purge", async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from ${name} where ctid = any(array(
        select ctid from ${name} where ${over} limit ${batch} for update skip locked))`);
    return rowCount ?? 0;
  });
}

/** The lowest UUIDv7 of an instant. */
function firstIdAt(instant: string): string {
  const ms = Date.parse(instant).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/**
 * Takes the next turn to place a call through a vendor's account, which all workspaces and processes share. Answers in how
 * many milliseconds it comes. Faster, the vendor would queue calls by itself, and ring when nobody may be called any more.
 */
export async function takeDialTurn(vendor: string, callsPerSecond: number): Promise<number> {
  const step = sql`make_interval(secs => ${1 / callsPerSecond})`;
  const { rows } = await asSystem("pace-calls", (tx) =>
    tx.execute<{ wait_ms: number }>(sql`
      insert into dial_pace (vendor, next_at) values (${vendor}, clock_timestamp() + ${step})
      on conflict (vendor) do update set next_at = greatest(dial_pace.next_at, clock_timestamp()) + ${step}
      returning (extract(epoch from (next_at - ${step} - clock_timestamp())) * 1000)::float8 as wait_ms`),
  );
  return Math.max(0, Math.ceil(rows[0]?.wait_ms ?? 0));
}

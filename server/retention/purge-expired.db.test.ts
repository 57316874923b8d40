import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem } from "@/db/system-transaction";
import { realChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { purgeExpired } from "@/server/retention/purge-expired";
import { makePerson } from "@/server/testing/accounts";
import { makeWorkspace } from "@/server/testing/workspace";

const DAY_MS = 86_400_000;
const clock = standingClock(new Date("2026-11-01T12:00:00Z"));
const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS).toISOString();
/** An id as it was made so many days ago. */
const idOf = (days: number) => {
  const ms = Date.parse(ago(days)).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}${realChance.id().slice(13)}`;
};

/** One row of each table for each state of it. */
async function fill() {
  const { userId } = await makePerson();
  const { tenantId } = (await makeWorkspace()).ctx;
  const keyId = realChance.id();
  const apiAnswer = (note: string, at: string) => sql`
    insert into api_answers (tenant_id, key_id, key_digest, request_digest, at)
    values (${tenantId}, ${keyId}, ${note}, 'r', ${at})`;
  const token = (note: string, expires: string, used: string | null) => sql`
    insert into user_tokens (id, user_id, purpose, token_hash, created_at, expires_at, used_at)
    values (${realChance.id()}, ${userId}, 'sign_in', ${note}, ${ago(40)}, ${expires}, ${used})`;
  const session = (note: string, expires: string, revoked: string | null) => sql`
    insert into user_sessions (id, user_id, user_agent, created_at, last_seen_at, expires_at, revoked_at)
    values (${realChance.id()}, ${userId}, ${note}, ${ago(99)}, ${ago(99)}, ${expires}, ${revoked})`;
  const limit = (note: string, at: string | null) => sql`
    insert into rate_limits (key, points, expire) values (${note}, 1, ${at && Date.parse(at)})`;
  const mail = (note: string, at: string) => sql`
    insert into sandbox_mails (id, at, to_address, subject, html, text, idempotency_key)
    values (${realChance.id()}, ${at}, 'a@example.com', 's', 'h', 't', ${note})`;
  const webhook = (note: string, days: number, processed: string | null) => sql`
    insert into webhook_events (id, provider, external_id, kind, received_at, processed_at, payload)
    values (${idOf(days)}, 'stripe', ${note}, 'k', ${ago(days)}, ${processed}, '{}')`;
  const stream = (note: string, days: number, redeemed: string | null, ended: string | null) => sql`
    insert into voice_streams (tenant_id, id, call_id, call_ref, token_hash, plan, issued_at, expires_at, redeemed_at, ended_at)
    values (${tenantId}, ${realChance.id()}, ${realChance.id()}, ${note}, ${note}, '{}', ${ago(days)}, ${ago(days)},
      ${redeemed}, ${ended})`;
  await asSystem("operate", async (tx) => {
    for (const statement of [
      sql`insert into api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_at)
        values (${tenantId}, ${keyId}, 'k', ${keyId}, 'h', '{}', ${ago(9)})`,
      apiAnswer("may be repeated", ago(0.9)),
      apiAnswer("over", ago(1.1)),
      token("live", ago(-1), null),
      token("just over", ago(6), null),
      token("over", ago(8), null),
      token("used long ago", ago(-1), ago(8)),
      session("live", ago(-1), null),
      session("just revoked", ago(-1), ago(29)),
      session("over", ago(31), null),
      session("revoked long ago", ago(-1), ago(31)),
      limit("counting", ago(0)),
      limit("for ever", null),
      limit("over", ago(2)),
      mail("new", ago(13)),
      mail("old", ago(15)),
      stream("ended lately", 29, ago(29), ago(29)),
      stream("ended long ago", 31, ago(31), ago(31)),
      stream("never used", 31, null, null),
      stream("open, strangely", 31, ago(31), null),
      webhook("new", 89, ago(89)),
      webhook("old", 91, ago(91)),
      webhook("old, never dealt with", 91, null),
    ])
      await tx.execute(statement);
  });
}

const left = async (table: string, note: string) => {
  const { rows } = await asSystem("operate", (tx) =>
    tx.execute<{ note: string }>(
      sql`select ${sql.identifier(note)} as note from ${sql.identifier(table)} order by note`,
    ),
  );
  return rows.map((row) => row.note);
};

test("what has served its time goes, whatever still counts stays", async () => {
  await fill();
  expect(await purgeExpired(clock)).toEqual({
    user_tokens: 2,
    user_sessions: 2,
    rate_limits: 1,
    api_answers: 1,
    sandbox_mails: 1,
    webhook_events: 1,
    voice_streams: 2,
  });
  expect(await left("user_tokens", "token_hash")).toEqual(["just over", "live"]);
  expect(await left("user_sessions", "user_agent")).toEqual(["just revoked", "live"]);
  expect(await left("rate_limits", "key")).toEqual(["counting", "for ever"]);
  expect(await left("api_answers", "key_digest")).toEqual(["may be repeated"]);
  expect(await left("sandbox_mails", "idempotency_key")).toEqual(["new"]);
  expect(await left("voice_streams", "call_ref")).toEqual(["ended lately", "open, strangely"]);
  expect(await left("webhook_events", "external_id")).toEqual(["new", "old, never dealt with"]);
});

test("a run deletes a bounded amount, and the next goes on", async () => {
  await asSystem("operate", (tx) =>
    tx.execute(
      sql`insert into rate_limits (key, points, expire) select 'old ' || n, 1, 0 from generate_series(1, 25) n`,
    ),
  );
  const bounded = { batch: 5, batchesMax: 3 };
  expect(await purgeExpired(clock, bounded)).toMatchObject({ rate_limits: 15 });
  expect(await purgeExpired(clock, bounded)).toMatchObject({ rate_limits: 10 });
  expect(await purgeExpired(clock, bounded)).toMatchObject({ rate_limits: 0 });
});

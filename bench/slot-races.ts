// 64 attempts at once on the last free slot of a cap, 1,000 times, through the outbox and its ledger on a real PostgreSQL,
// half of them for another debtor at the same address: each time exactly one may leave.
import { resolve } from "node:path";
import { report } from "@/bench/report";
import { closeSharedConnection } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { makeWorkspace } from "@/server/testing/workspace";
import { allowOneContact, raceForSlot } from "@/server/touches/testing/slot-race";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 1_000);
const ATTEMPTS = Number(process.env.BENCH_ATTEMPTS ?? 64);
/** Races side by side: the attempts of one stand in one queue, and leave the machine idle between them. */
const LANES = Number(process.env.BENCH_LANES ?? 3);

const server = await startEmbeddedPostgres({
  dataDir: resolve(".data/bench/slot-races"),
  port: 24_880,
  anyPort: true,
  settings: { max_connections: String(LANES * ATTEMPTS + 20), fsync: "off" },
});
const database = `races_${process.pid}`;
await server.ensureDatabase(database);
process.env.DATABASE_URL = server.url(database);
process.env.DATABASE_POOL_MAX = String(LANES * ATTEMPTS);
try {
  await migrate(server.url(database));
  const { ctx } = await makeWorkspace();
  await allowOneContact(ctx);
  const winners = new Map<number, number>();
  const start = performance.now();
  let begun = 0;
  const lane = async () => {
    while (begun < ROUNDS) {
      begun += 1;
      const won = await raceForSlot(ctx, ATTEMPTS);
      winners.set(won, (winners.get(won) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const seconds = (performance.now() - start) / 1000;
  const exactlyOne = winners.get(1) ?? 0;
  report({
    bench: "slot-races",
    metrics: {
      rounds: ROUNDS,
      attemptsAtOnce: ATTEMPTS,
      exactlyOneWinner: exactlyOne,
      none: winners.get(0) ?? 0,
      several: ROUNDS - exactlyOne - (winners.get(0) ?? 0),
      attemptsPerSecond: (ROUNDS * ATTEMPTS) / seconds,
    },
    targets: { exactlyOneWinner: { min: ROUNDS }, none: { max: 0 }, several: { max: 0 } },
  });
} finally {
  await closeSharedConnection();
  await server.stop();
}

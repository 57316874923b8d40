// The child process of crash.db.test.ts: a worker whose steps leave a mark in a table the moment they are run. It is
// killed with SIGKILL whenever the test likes.
import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { startRunner } from "@/inngest/runner/runner";
import { testClient, testSigningKey } from "@/inngest/runner/testing/client";

const databaseUrl = process.env.DATABASE_URL ?? "";
const marks = new pg.Pool({ connectionString: databaseUrl, max: 8 });

/** Leaves the mark, and returns something that no second run would return. */
async function mark(runId: string, step: string): Promise<string> {
  const value = randomUUID();
  const hash = createHash("sha1").update(step).digest("hex");
  await marks.query("insert into marks (run_id, step_id, value) values ($1, $2, $3)", [runId, hash, value]);
  return value;
}

const crashing = testClient.createFunction(
  { id: "crashing", retries: 3, concurrency: 6, triggers: [{ event: "test/crash" }] },
  async ({ event, step, runId }) => {
    const first = await step.run("first", () => mark(runId, "first"));
    const pair = await Promise.all(["left", "right"].map((name) => step.run(name, () => mark(runId, name))));
    await step.sendEvent("announce", { name: "test/crash.announced", data: { n: event.data.n } });
    await step.sleep("nap", "1s");
    const last = await step.run("last", () => mark(runId, "last"));
    return [first, ...pair, last];
  },
);

const listening = testClient.createFunction(
  { id: "announced", retries: 3, triggers: [{ event: "test/crash.announced" }] },
  async ({ event }) => event.data.n,
);

await startRunner({
  databaseUrl,
  client: testClient,
  functions: [crashing, listening],
  signingKey: testSigningKey,
  concurrency: 6,
  heartbeatMs: 100,
  pollMs: 50,
  backoff: () => 20,
});
process.send?.("ready");

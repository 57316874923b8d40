import { expect, test } from "vitest";
import { startRunner } from "@/inngest/runner/runner";
import { testClient, testSigningKey } from "@/inngest/runner/testing/client";

test("a start with functions the runner cannot run is refused before anything is touched, naming all of it and the way out", async () => {
  const only = testClient.createFunction(
    { id: "only-one", retries: 0, singleton: { mode: "skip" }, timeouts: { finish: "1h" }, triggers: { event: "a" } },
    async () => {},
  );
  const open = testClient.createFunction({ id: "left-open", triggers: [{ event: "a/*" }] }, async () => {});
  const fine = testClient.createFunction({ id: "fine", retries: 0, triggers: { cron: "0 * * * *" } }, async () => {});
  const start = startRunner({
    databaseUrl: "postgres://nobody@127.0.0.1:1/none",
    client: testClient,
    functions: [only, open, fine],
    signingKey: testSigningKey,
  });
  await expect(start).rejects.toMatchObject({
    name: "UnsupportedFunctionError",
    message: [
      "The embedded Inngest runner cannot run these functions:",
      "  - test-only-one: timeouts is not supported",
      "  - test-only-one: singleton is not supported",
      "  - test-left-open: triggers.0.event: wildcard events are not supported",
      "  - test-left-open: retries: must be set: the default differs between engines",
      "Change them, or let Inngest run them: set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY (or INNGEST_DEV).",
    ].join("\n"),
  });
});

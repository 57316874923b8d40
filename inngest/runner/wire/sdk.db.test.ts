import { serve } from "inngest/edge";
import { describe, expect, test } from "vitest";
import { ended, startEngine, testClient } from "@/inngest/runner/testing/engine";
import { canonicalJson, sign } from "@/inngest/runner/wire/signature";

const fn = testClient.createFunction(
  { id: "signed", retries: 0, triggers: [{ event: "test/signed" }] },
  async () => "called",
);

async function call(signature: string | undefined, body: string) {
  const handler = serve({ client: testClient, functions: [fn] });
  const response = await handler(
    new Request("http://inngest.local/api/inngest?fnId=test-signed&stepId=step", {
      method: "POST",
      body,
      headers: {
        host: "inngest.local",
        "content-type": "application/json",
        ...(signature ? { "x-inngest-signature": signature } : {}),
      },
    }),
  );
  return response.status;
}

describe("signing", () => {
  const event = { id: "e", name: "test/signed", data: { text: "ünïcode ✓", n: 1e21, list: [1.5, null] }, ts: 1 };
  const body = canonicalJson({
    version: 2,
    event,
    events: [event],
    steps: {},
    ctx: { run_id: "r", attempt: 0, max_attempts: 1, use_api: false, stack: { stack: [], current: 0 } },
  });

  test("the SDK accepts what the runner signs, and refuses what is unsigned, altered, old or of another key", async () => {
    const key = testClient.signingKey ?? "";
    expect(await call(sign(body, key, new Date()), body)).toBe(200);
    expect(await call(undefined, body)).toBe(401);
    expect(await call(sign(`${body} `, key, new Date()), body)).toBe(401);
    expect(await call(sign(body, key, new Date(Date.now() - 600_000)), body)).toBe(401);
    expect(await call(sign(body, "signkey-test-ff", new Date()), body)).toBe(401);
  });

  test("a runner with another key than the client's cannot start", async () => {
    await expect(startEngine([fn], { signingKey: "signkey-test-ff" })).rejects.toThrow(/not signed|did not describe/);
  });

  test("a run goes over signed calls from its first to its last", async () => {
    await startEngine([fn]);
    await testClient.send({ name: "test/signed", data: {} });
    const [run] = await ended("signed");
    expect(run?.output).toBe("called");
  });
});

describe("configuration", () => {
  test("a function that asks for what the runner does not do stops the start, named with its field", async () => {
    const unsupported = testClient.createFunction(
      {
        id: "unsupported",
        singleton: { mode: "skip" },
        timeouts: { finish: "1h" },
        triggers: [{ event: "test/*" }, { cron: "61 * * * *" }],
        concurrency: { limit: 1, key: "event.data.(" },
      },
      async () => {},
    );
    const failure = await startEngine([unsupported]).catch((error: Error) => error.message);
    expect(failure).toContain("test-unsupported");
    for (const part of ["singleton", "timeouts", "wildcard", "retries: must be set", "CEL", "61"]) {
      expect(failure).toContain(part);
    }
  });

  test("an op the runner does not know fails the run in plain words, at once", async () => {
    const signalling = testClient.createFunction(
      { id: "signalling", retries: 3, triggers: [{ event: "test/signalling" }] },
      async ({ step }) => step.waitForSignal("s", { signal: "go", timeout: "1h", onConflict: "fail" }),
    );
    await startEngine([signalling]);
    await testClient.send({ name: "test/signalling", data: {} });
    const [run] = await ended("signalling");
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("WaitForSignal") } });
  });
});

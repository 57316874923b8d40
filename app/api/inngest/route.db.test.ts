import { afterEach, describe, expect, test, vi } from "vitest";
import { canonicalJson, sign } from "@/inngest/runner/wire/signature";

const address = "http://localhost:3000/api/inngest";

async function load() {
  vi.resetModules();
  return import("@/app/api/inngest/route");
}

afterEach(() => {
  vi.unstubAllEnvs();
  // What was loaded under these keys is nobody else's.
  vi.resetModules();
});

// The first load of every function takes a while on a busy machine.
describe("/api/inngest", { timeout: 30_000 }, () => {
  test("does not exist while the embedded runner drives the functions", async () => {
    const { GET, POST, PUT } = await load();
    for (const [method, handle] of Object.entries({ GET, POST, PUT })) {
      expect((await handle(new Request(address, { method }))).status).toBe(404);
    }
  });

  test("serves the same functions to Inngest, for signed calls only", async () => {
    const key = "signkey-prod-0123456789abcdef0123456789abcdef";
    vi.stubEnv("INNGEST_EVENT_KEY", "event-key");
    vi.stubEnv("INNGEST_SIGNING_KEY", key);
    const { PUT, POST } = await load();
    const body = canonicalJson({ url: address });
    const headers = { host: "localhost:3000", "content-type": "application/json", "x-inngest-sync-kind": "in_band" };
    const unsigned = await PUT(new Request(address, { method: "PUT", body, headers }));
    expect(unsigned.status).toBe(401);
    const signed = await PUT(
      new Request(address, {
        method: "PUT",
        body,
        headers: { ...headers, "x-inngest-signature": sign(body, key, new Date()) },
      }),
    );
    const described = (await signed.json()) as { app_id: string; functions: { id: string }[] };
    expect(described.app_id).toBe("duelane");
    expect(described.functions.map((fn) => fn.id)).toContain("duelane-sweep-due-work");
    const call = await POST(
      new Request(`${address}?fnId=duelane-sweep-due-work&stepId=step`, { method: "POST", body: "{}", headers }),
    );
    expect(call.status).toBe(401);
    // It imports the whole product anew, which a busy machine takes its time for.
  }, 120_000);
});

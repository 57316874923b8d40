import { describe, expect, test } from "vitest";
import { rateLimits } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { DomainError } from "@/server/errors";
import { forgetLimit, limits, rateLimit } from "@/server/rate-limits/rate-limit";
import { limitedBody, limitedRequest } from "@/server/rate-limits/request-size";
import { codeOf } from "@/server/testing/code-of";

describe("rate limits", () => {
  test("callers at the same moment share one count, and the one too many is told how long to wait", async () => {
    const { points, durationSeconds } = limits["mail.address"];
    const results = await Promise.all(
      Array.from({ length: points + 3 }, () => rateLimit("mail.address", "pat@example.com").catch((error) => error)),
    );
    const refused = results.filter((result) => result instanceof DomainError);
    expect(refused).toHaveLength(3);
    for (const { code, details } of refused) {
      expect(code).toBe("RATE_LIMITED");
      expect(details.retryAfterSeconds).toBeGreaterThan(0);
      expect(details.retryAfterSeconds).toBeLessThanOrEqual(durationSeconds);
    }
  });

  test("kinds and keys are counted apart, and a count can be forgotten", async () => {
    const use = (times: number, key: string) =>
      Promise.all(Array.from({ length: times }, () => codeOf(rateLimit("mail.address", key))));
    expect(await use(5, "one@example.com")).toEqual(Array(5).fill("ok"));
    expect(await use(1, "one@example.com")).toEqual(["RATE_LIMITED"]);
    expect(await use(1, "two@example.com")).toEqual(["ok"]);
    expect(await codeOf(rateLimit("mail.ip", "one@example.com"))).toBe("ok");
    await forgetLimit("mail.address", "one@example.com");
    expect(await use(1, "one@example.com")).toEqual(["ok"]);
  });

  test("no address is kept in the clear", async () => {
    await rateLimit("mail.address", "clear@example.com");
    const rows = await asSystem("rate-limit", (tx) => tx.select().from(rateLimits));
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("@");
  });
});

describe("request sizes", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request("https://duelane.test/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1024)) });

  test("what says it is too large is refused before it is read", async () => {
    const request = post("x", { "content-length": "1000001" });
    expect(await codeOf(limitedBody(request, 1_000_000))).toBe("TOO_LARGE");
    expect(request.bodyUsed).toBe(false);
  });

  test("what does not say its size is refused as soon as it is too large", async () => {
    expect(await codeOf(limitedBody(post(endless()), 1_000_000))).toBe("TOO_LARGE");
  });

  test("what fits arrives whole", async () => {
    const request = await limitedRequest(post("[1,2,3]", { "content-type": "application/json" }), 7);
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(await request.json()).toEqual([1, 2, 3]);
  });
});

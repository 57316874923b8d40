import { expect, test } from "vitest";
import { keepAnswer } from "@/server/campaigns/effects/keep-answer";
import { webhookHeaders, webhookSecret } from "@/server/campaigns/effects/sign-webhook";

test("the signature is the one of Standard Webhooks", () => {
  // The example of the specification's reference implementations.
  const headers = webhookHeaders(
    {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    },
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  );
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("every workspace signs with a secret of its own, the same each time", () => {
  expect(webhookSecret("a", "app")).toBe(webhookSecret("a", "app"));
  expect(webhookSecret("a", "app")).not.toBe(webhookSecret("b", "app"));
  expect(webhookSecret("a", "app")).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test("of an answer only the asked paths are kept, and only plain values", () => {
  const body = { credit: { hold: true, limits: [5, { usd: 7 }] }, name: "x".repeat(300), when: null };
  expect(
    keepAnswer(body, ["credit.hold", "credit.limits.0", "credit.limits.1.usd", "credit", "gone.a", "__proto__.x"]),
  ).toEqual({
    "credit.hold": true,
    "credit.limits.0": 5,
    "credit.limits.1.usd": 7,
    credit: null,
    "gone.a": null,
    "__proto__.x": null,
  });
  expect(keepAnswer(body, ["name"]).name).toHaveLength(200);
  expect(keepAnswer("text", ["a"])).toEqual({ a: null });
});

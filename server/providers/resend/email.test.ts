import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { resendEmail } from "@/server/providers/resend/email";
import {
  type Answer,
  type Asked,
  startVendorServer,
  type VendorServer,
} from "@/server/providers/testing/vendor-server";
import type { EmailRequest } from "@/server/touches/ports";

let server: VendorServer | undefined;
afterEach(() => server?.close());

async function portAnswering(answer: (asked: Asked, nth: number) => Answer) {
  server = await startVendorServer(answer);
  const settings = {
    RESEND_API_KEY: "re_test",
    RESEND_FROM: "Acme <billing@acme.example>",
    RESEND_BASE_URL: server.url,
  };
  return { port: resendEmail(settings), asked: server.asked };
}

const mail: EmailRequest = {
  workspace: { tenantId: "0198a000-0000-7000-8000-000000000001", now: new Date() },
  touchId: "0198a000-0000-7000-8000-000000000002",
  debtorId: "0198a000-0000-7000-8000-000000000003",
  idempotencyKey: "touch-0198a000-0000-7000-8000-000000000002",
  to: "ap@debtor.example",
  fromName: 'Acme "Freight"',
  replyTo: "billing@acme.example",
  subject: "Open invoices",
  html: "<p>Hello</p>",
  text: "Hello",
  unsubscribeUrl: "https://pay.example/unsubscribe/abc",
};
const send = (port: ReturnType<typeof resendEmail>, signal = AbortSignal.timeout(5_000)) => port.send(mail, signal);
const accepted: Answer = { status: 200, body: { id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" } };
const error = (status: number, name: string, message = "no", headers: Record<string, string> = {}): Answer => ({
  status,
  body: { statusCode: status, name, message },
  headers,
});

test("a mail leaves with its key, its unsubscribe headers and the touch it belongs to", async () => {
  const { port, asked } = await portAnswering(() => accepted);
  expect(await send(port)).toEqual({ kind: "accepted", providerRef: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" });
  const [request] = asked;
  expect(request).toMatchObject({ method: "POST", path: "/emails" });
  expect(request?.headers["idempotency-key"]).toBe(mail.idempotencyKey);
  expect(request?.headers.authorization).toBe("Bearer re_test");
  expect(JSON.parse(request?.body ?? "")).toEqual({
    from: '"Acme Freight" <billing@acme.example>',
    to: ["ap@debtor.example"],
    subject: "Open invoices",
    html: "<p>Hello</p>",
    text: "Hello",
    reply_to: "billing@acme.example",
    headers: {
      "List-Unsubscribe": "<https://pay.example/unsubscribe/abc>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    tags: [
      { name: "tenant_id", value: mail.workspace.tenantId },
      { name: "touch_id", value: mail.touchId },
    ],
  });
});

const specFile = resolve("../shared/data/vendor-specs/resend.json");
test.skipIf(!existsSync(specFile))("a mail breaks nothing of Resend's own schema (skipped without it)", async () => {
  const spec = JSON.parse(readFileSync(specFile, "utf8"));
  const schema = spec.components.schemas.SendEmailRequest;
  const { port, asked } = await portAnswering(() => accepted);
  await send(port);
  const body = JSON.parse(asked[0]?.body ?? "");
  expect(Object.keys(body).filter((name) => !(name in schema.properties))).toEqual([]);
  for (const name of schema.required ?? []) expect(body).toHaveProperty(name);
  for (const { name, value } of body.tags) expect(`${name}${value}`).toMatch(/^[A-Za-z0-9_-]+$/);
});

test.each([
  [
    "rate limit with its wait",
    error(429, "rate_limit_exceeded", "slow", { "retry-after": "7" }),
    { kind: "not_sent", code: "rate_limit_exceeded", retryAfterSeconds: 7 },
  ],
  [
    "quota used up",
    error(429, "daily_quota_exceeded"),
    { kind: "not_sent", code: "daily_quota_exceeded", retryAfterSeconds: 3600 },
  ],
  [
    "our key is wrong",
    error(401, "missing_api_key"),
    { kind: "not_sent", code: "missing_api_key", retryAfterSeconds: 3600 },
  ],
  [
    "our domain is not verified",
    error(403, "validation_error"),
    { kind: "not_sent", code: "validation_error", retryAfterSeconds: 3600 },
  ],
  [
    "the recipient's address is invalid",
    error(422, "validation_error", "Invalid `to` field."),
    { kind: "refused", code: "validation_error", suppress: "undeliverable" },
  ],
  ["something else is invalid", error(422, "invalid_attachment"), { kind: "refused", code: "invalid_attachment" }],
  [
    "a gateway's failure, which has no code",
    { status: 500, body: { message: "Internal server error" } },
    { kind: "in_doubt", code: "NO_CODE" },
  ],
  ["half an answer", { status: 200, body: {} }, { kind: "in_doubt", code: "NO_REFERENCE" }],
  ["their failure", error(500, "internal_server_error"), { kind: "in_doubt", code: "internal_server_error" }],
  [
    "the same key is being sent right now",
    error(409, "concurrent_idempotent_requests"),
    { kind: "in_doubt", code: "concurrent_idempotent_requests" },
  ],
  [
    "the key left before with another text",
    error(409, "invalid_idempotent_request"),
    { kind: "accepted", providerRef: `key:${mail.idempotencyKey}` },
  ],
] as const)("%s", async (_name, answer, result) => {
  const { port } = await portAnswering(() => answer as Answer);
  expect(await send(port)).toEqual(result);
});

test("a connection cut after the request leaves the send in doubt", async () => {
  const { port } = await portAnswering(() => ({ status: 0, cut: true }));
  expect(await send(port)).toMatchObject({ kind: "in_doubt" });
});

test("a vendor that does not answer in time leaves the send in doubt", async () => {
  const { port } = await portAnswering(() => ({ status: 0, hang: true }));
  expect(await send(port, AbortSignal.timeout(50))).toMatchObject({ kind: "in_doubt" });
});

import { afterEach, expect, test } from "vitest";
import { openaiModel } from "@/server/providers/openai/model";
import {
  type Answer,
  type Asked,
  startVendorServer,
  type VendorServer,
} from "@/server/providers/testing/vendor-server";

let server: VendorServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const form = { name: "journey", schema: { type: "object", properties: {}, additionalProperties: false } };

async function ask(answer: (asked: Asked, nth: number) => Answer, options: { timeoutMs?: number; key?: string } = {}) {
  server = await startVendorServer(answer);
  const model = openaiModel({ OPENAI_API_KEY: options.key ?? "sk-test", OPENAI_BASE_URL: `${server.url}/v1` });
  const signal = AbortSignal.timeout(options.timeoutMs ?? 20_000);
  return model.answer({ instructions: "Draft it.", request: "Two e-mails", form, signal });
}

const message = (content: unknown[]) => [
  { type: "message", id: "msg_1", role: "assistant", status: "completed", content },
];
const said = (text: string): Answer => ({
  status: 200,
  body: {
    id: "resp_1",
    object: "response",
    status: "completed",
    output: [
      { type: "reasoning", id: "rs_1", summary: [] },
      ...message([{ type: "output_text", text, annotations: [] }]),
    ],
  },
});
const failed = (status: number): Answer => ({
  status,
  body: { error: { message: "secret detail", type: "x", code: "x" } },
});

test("asks the Responses API for the strict form, keeps nothing there, and reads the JSON", async () => {
  expect(await ask(() => said('{"name":"Two e-mails"}'))).toEqual({
    kind: "answered",
    value: { name: "Two e-mails" },
  });
  const [asked] = server?.asked ?? [];
  expect(asked).toMatchObject({ method: "POST", path: "/v1/responses" });
  expect(asked?.headers.authorization).toBe("Bearer sk-test");
  expect(JSON.parse(asked?.body ?? "")).toMatchObject({
    instructions: "Draft it.",
    input: "Two e-mails",
    store: false,
    text: { format: { type: "json_schema", name: "journey", strict: true, schema: form.schema } },
  });
});

test("a refusal is told in the model's words", async () => {
  const body = { id: "r", status: "completed", output: message([{ type: "refusal", refusal: "I cannot help." }]) };
  expect(await ask(() => ({ status: 200, body }))).toEqual({ kind: "refused", reason: "I cannot help." });
});

test("half an answer, and one that is no JSON, are unusable", async () => {
  const body = {
    id: "r",
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
    output: message([{ type: "output_text", text: '{"name":' }]),
  };
  expect(await ask(() => ({ status: 200, body }))).toEqual({ kind: "unusable", reason: "max_output_tokens" });
  await server?.close();
  expect(await ask(() => said("Sure! Here is your journey"))).toEqual({ kind: "unusable", reason: "not JSON" });
  await server?.close();
  expect(await ask(() => ({ status: 200, body: { id: "r", status: "completed" } }))).toMatchObject({
    kind: "unusable",
  });
});

test("a server that never answers is given up when the caller says so", async () => {
  await expect(ask(() => ({ status: 200, hang: true }), { timeoutMs: 150 })).rejects.toMatchObject({
    code: "PROVIDER_UNAVAILABLE",
    message: "The model took too long.",
  });
});

test("one hiccup is tried again; a broken connection, a refused key and a reached limit are told apart, without the vendor's text", async () => {
  expect(await ask((_asked, nth) => (nth === 1 ? failed(500) : said("{}")))).toEqual({ kind: "answered", value: {} });
  await server?.close();
  const unavailable = (message: string) => ({ code: "PROVIDER_UNAVAILABLE", message });
  await expect(ask(() => ({ status: 200, cut: true }))).rejects.toMatchObject(unavailable("The model did not answer."));
  await server?.close();
  await expect(ask(() => failed(401))).rejects.toMatchObject(unavailable("OpenAI did not accept OPENAI_API_KEY."));
  expect(server?.asked).toHaveLength(1);
  await server?.close();
  await expect(ask(() => failed(429))).rejects.toMatchObject(
    unavailable("OpenAI has too much to do, or the account’s limit is reached."),
  );
});

import { afterEach, expect, test } from "vitest";
import { moderate } from "@/server/flows/moderation/moderate";
import { openaiModeration } from "@/server/providers/openai/moderation";
import {
  type Answer,
  closedAddress,
  startVendorServer,
  type VendorServer,
} from "@/server/providers/testing/vendor-server";

let server: VendorServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function moderationThat(answer: Answer) {
  server = await startVendorServer(() => answer);
  return openaiModeration({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${server.url}/v1` });
}

const found = (...categories: string[]): Answer => ({
  status: 200,
  body: {
    id: "modr-1",
    model: "omni-moderation-latest",
    results: [
      {
        flagged: categories.length > 0,
        categories: {
          harassment: false,
          "harassment/threatening": false,
          hate: false,
          "hate/threatening": false,
          illicit: null,
          "self-harm": false,
          "self-harm/intent": false,
          "self-harm/instructions": false,
          sexual: false,
          violence: false,
          ...Object.fromEntries(categories.map((category) => [category, true])),
        },
        category_scores: {},
        category_applied_input_types: {},
      },
    ],
  },
});

test.each([
  [["harassment"], ["abuse"]],
  [["hate", "harassment"], ["abuse"]],
  [
    ["harassment", "harassment/threatening", "violence"],
    ["abuse", "threat"],
  ],
  [["hate/threatening"], ["threat"]],
  [["self-harm"], ["self_harm"]],
  [["self-harm", "self-harm/intent"], ["self_harm"]],
  [["sexual", "violence", "something/new"], []],
  [[], []],
])("%j is %j", async (categories, flags) => {
  const moderation = await moderationThat(found(...categories));
  expect((await moderation.flagsOf("…", AbortSignal.timeout(5_000))).sort()).toEqual(flags);
});

test("the newest model is asked once with the text alone, and card numbers stay here", async () => {
  const moderation = await moderationThat(found());
  await moderate(moderation, "Take 4242 4242 4242 4242 and leave me alone", 5_000);
  expect(server?.asked).toHaveLength(1);
  expect(server?.asked[0]).toMatchObject({ method: "POST", path: "/v1/moderations" });
  expect(server?.asked[0]?.headers.authorization).toBe("Bearer sk-test");
  expect(JSON.parse(server?.asked[0]?.body ?? "")).toEqual({
    model: "omni-moderation-latest",
    input: "Take [card number] and leave me alone",
  });
});

test.each<[string, Answer]>([
  ["fails", { status: 500, body: { error: { message: "down" } } }],
  ["refuses the key", { status: 401, body: { error: { message: "no" } } }],
  ["has too much to do", { status: 429, body: {} }],
  ["answers rubbish", { status: 200, body: { results: "none" } }],
  ["answers nothing", { status: 200, body: { results: [] } }],
  ["drops the line", { status: 200, cut: true }],
])("a service that %s flags nothing, and is not asked again", async (_what, answer) => {
  const moderation = await moderationThat(answer);
  expect(await moderate(moderation, "I will find you", 5_000)).toEqual([]);
  expect(server?.asked).toHaveLength(1);
});

test("a service that hangs is waited for no longer than was allowed", async () => {
  const moderation = await moderationThat({ status: 200, hang: true });
  const before = performance.now();
  expect(await moderate(moderation, "I will find you", 60)).toEqual([]);
  expect(performance.now() - before).toBeLessThan(1_500);
});

test("a service that is not there flags nothing", async () => {
  const moderation = openaiModeration({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${await closedAddress()}/v1` });
  expect(await moderate(moderation, "I will find you", 5_000)).toEqual([]);
});

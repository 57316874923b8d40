import { expect, test } from "vitest";
import { draftFromWords } from "@/server/journeys/drafting/draft-from-words";
import { listJourneys } from "@/server/journeys/list-journeys";
import { openaiModel } from "@/server/providers/openai/model";
import { type Answer, startVendorServer } from "@/server/providers/testing/vendor-server";
import { makeWorkspace } from "@/server/testing/workspace";

const description = "Remind them once by e-mail, then hand over to a person.";

async function draftedBy(answer: Answer, as: "owner" | "viewer" = "owner") {
  const server = await startVendorServer(() => answer);
  try {
    const workspace = await makeWorkspace();
    const ctx = as === "owner" ? workspace.ctx : workspace.as(as);
    const model = openaiModel({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${server.url}/v1` });
    const result = await draftFromWords(ctx, { description }, model);
    return { result, ctx, asked: server.asked };
  } finally {
    await server.close();
  }
}

const said = (value: unknown): Answer => ({
  status: 200,
  body: {
    id: "r",
    status: "completed",
    output: [{ type: "message", content: [{ type: "output_text", text: JSON.stringify(value) }] }],
  },
});

test("a description becomes a draft, and nothing is stored until a person takes it", async () => {
  const { result, ctx, asked } = await draftedBy(
    said({
      name: "One reminder",
      leaveOn: ["paid_in_full"],
      steps: [
        { id: "e", kind: "send_email", title: "Reminder", subject: "Open", body: "{{pay_link}}", next: "x" },
        { id: "x", kind: "exit", title: "Hand over", outcome: "handed_over" },
      ],
    }),
  );
  expect(result).toMatchObject({ name: "One reminder", problems: 0 });
  expect(result.graph.nodes.map((node) => node.kind)).toEqual(["start", "send_email", "exit"]);
  expect(await listJourneys(ctx, { archived: false })).toEqual([]);
  const { input, instructions } = JSON.parse(asked[0]?.body ?? "{}");
  expect(input).toBe(description);
  expect(instructions).toContain("{{oldest_invoice_number}}");
});

test("an answer of another form, an empty one and a refusal are told, and change nothing", async () => {
  const noJourney = { code: "PROVIDER_UNAVAILABLE" };
  await expect(draftedBy(said({ name: "x", leaveOn: [], steps: [{ kind: "send_fax" }] }))).rejects.toMatchObject(
    noJourney,
  );
  await expect(draftedBy(said({ name: "x", leaveOn: [], steps: [] }))).rejects.toMatchObject(noJourney);
  const refusal = {
    status: 200,
    body: {
      id: "r",
      status: "completed",
      output: [{ type: "message", content: [{ type: "refusal", refusal: "No." }] }],
    },
  };
  await expect(draftedBy(refusal)).rejects.toMatchObject({ code: "PRECONDITION", message: "The model refused: No." });
});

test("without a key it says which one, and who may not edit journeys may not ask", async () => {
  const { ctx } = await makeWorkspace();
  await expect(draftFromWords(ctx, { description }, undefined)).rejects.toMatchObject({
    code: "PRECONDITION",
    message: "Drafting from words needs OPENAI_API_KEY.",
  });
  await expect(draftedBy(said({}), "viewer")).rejects.toMatchObject({ code: "FORBIDDEN" });
});

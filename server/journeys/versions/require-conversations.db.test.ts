import { expect, test } from "vitest";
import { publishedFlow } from "@/server/calls/testing/led-call";
import { archiveFlow } from "@/server/flows/archive-flow";
import { createFlow } from "@/server/flows/create-flow";
import { createJourney } from "@/server/journeys/create-journey";
import { getJourney } from "@/server/journeys/get-journey";
import { saveDraft } from "@/server/journeys/save-draft";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

/** The standard journey, its calls held by that conversation. */
async function journeyWith(ctx: TenantContext, flowId: string) {
  const { id } = await createJourney(ctx, { name: "Overdue", template: "standard_freight_escalation" });
  const journeyId = fromPublicId("journey", id) ?? "";
  const { draft } = await getJourney(ctx, { journeyId });
  const calls = draft.nodes.filter(({ kind }) => kind === "place_call" || kind === "ladder");
  expect(calls.length).toBeGreaterThan(0);
  const nodes = draft.nodes.map((node) =>
    node.kind === "place_call" || (node.kind === "ladder" && node.channel === "voice") ? { ...node, flowId } : node,
  );
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: { ...draft, nodes } });
  return { journeyId, draftRevision: 2, note: "" };
}

test("a journey whose calls a published conversation holds is published", async () => {
  const { ctx } = await makeWorkspace();
  await expect(publishJourney(ctx, await journeyWith(ctx, await publishedFlow(ctx)))).resolves.toMatchObject({
    number: 1,
  });
});

test("one that names a conversation that is not published, archived, another workspace's, or none at all is not", async () => {
  const [{ ctx }, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  const { id: draftOnly } = await createFlow(ctx, { name: "Draft", template: "payment_reminder" });
  const archived = await publishedFlow(ctx);
  await archiveFlow(ctx, { flowId: fromPublicId("flow", archived) ?? "" });
  const foreign = await publishedFlow(other.ctx);
  for (const flowId of [draftOnly, archived, foreign, "flow_nothing"]) {
    await expect(publishJourney(ctx, await journeyWith(ctx, flowId))).rejects.toMatchObject({ code: "PRECONDITION" });
  }
});

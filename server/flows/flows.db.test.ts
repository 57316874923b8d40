import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { archiveFlow, restoreFlow } from "@/server/flows/archive-flow";
import { createFlow } from "@/server/flows/create-flow";
import { getFlow } from "@/server/flows/get-flow";
import type { DraftFlow } from "@/server/flows/graph/schema";
import { listFlows, listFlowTemplates } from "@/server/flows/list-flows";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { renameFlow } from "@/server/flows/rename-flow";
import { saveFlow } from "@/server/flows/save-flow";
import { getFlowVersion } from "@/server/flows/versions/get-flow-version";
import { listFlowVersions } from "@/server/flows/versions/list-flow-versions";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { restoreFlowVersion } from "@/server/flows/versions/restore-flow-version";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function made(ctx: TenantContext, template?: string): Promise<string> {
  const { id } = await createFlow(ctx, { name: "First call", template });
  return fromPublicId("flow", id) ?? "";
}

/** The draft with one more sentence of its opening. */
function reworded(draft: DraftFlow): DraftFlow {
  return {
    ...draft,
    nodes: draft.nodes.map((node) => (node.kind === "end" ? { ...node, title: "That was all" } : node)),
  };
}

describe("a conversation", () => {
  test("starts from every template of the product, which may be published as it is", async () => {
    const { ctx } = await makeWorkspace();
    for (const { key } of listFlowTemplates(ctx)) {
      const flowId = await made(ctx, key);
      expect((await getFlow(ctx, { flowId })).problems, key).toEqual([]);
      expect(await publishFlow(ctx, { flowId, draftRevision: 1, note: "" })).toMatchObject({ number: 1 });
    }
    await expect(made(ctx, "no_such")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("that says less than the law makes a call say is not published, and the reason is told", async () => {
    const { ctx } = await makeWorkspace();
    expect(await withTenant(ctx, (tx) => obligationsOfCalls(tx, ctx))).toContain("AI_DISCLOSURE");
    const flowId = await made(ctx);
    const { problems } = await getFlow(ctx, { flowId });
    expect(problems.length).toBeGreaterThan(0);
    await expect(publishFlow(ctx, { flowId, draftRevision: 1, note: "" })).rejects.toMatchObject({
      code: "PRECONDITION",
      message: expect.stringContaining(problems[0]?.reason ?? "-"),
    });
  });

  test("saved in two tabs keeps the first and tells the second who was faster", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await made(ctx, "payment_reminder");
    const { draft } = await getFlow(ctx, { flowId });
    expect(await saveFlow(ctx, { flowId, draftRevision: 1, draft: reworded(draft) })).toMatchObject({
      draftRevision: 2,
      problems: [],
    });
    await expect(saveFlow(ctx, { flowId, draftRevision: 1, draft })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Test Owner saved this conversation since you opened it.",
    });
  });

  test("keeps its versions as they were published, and can be rolled back to each", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await made(ctx, "payment_reminder");
    const { draft } = await getFlow(ctx, { flowId });
    const first = await publishFlow(ctx, { flowId, draftRevision: 1, note: "as it came" });
    await expect(publishFlow(ctx, { flowId, draftRevision: 1, note: "" })).rejects.toMatchObject({
      message: "Nothing changed since version 1.",
    });
    await saveFlow(ctx, { flowId, draftRevision: 1, draft: reworded(draft) });
    await publishFlow(ctx, { flowId, draftRevision: 2, note: "" });
    const { items } = await listFlowVersions(ctx, { flowId });
    expect(items).toMatchObject([
      { number: 2, note: null, publishedBy: "Test Owner", changes: { added: 0, removed: 0 } },
      { number: 1, note: "as it came", changes: null },
    ]);
    const flowVersionId = fromPublicId("flowVersion", first.id) ?? "";
    expect((await getFlowVersion(ctx, { flowVersionId })).flow).toEqual(draft);
    expect(await restoreFlowVersion(ctx, { flowId, draftRevision: 2, flowVersionId })).toEqual({
      draft,
      draftRevision: 3,
    });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ draft, changed: true, latestVersion: { number: 2 } });
  });

  test("is renamed, archived and put back", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await made(ctx, "payment_reminder");
    await renameFlow(ctx, { flowId, name: "Second call" });
    await archiveFlow(ctx, { flowId });
    expect(await listFlows(ctx, { archived: false })).toEqual([]);
    await expect(publishFlow(ctx, { flowId, draftRevision: 1, note: "" })).rejects.toMatchObject({
      message: "This conversation is archived; restore it first.",
    });
    expect(await listFlows(ctx, { archived: true })).toMatchObject([{ name: "Second call", latestVersion: null }]);
    await restoreFlow(ctx, { flowId });
    expect(await listFlows(ctx, { archived: false })).toMatchObject([{ changed: true }]);
  });
});

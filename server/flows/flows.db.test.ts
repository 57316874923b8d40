import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { archiveFlow, restoreFlow } from "@/server/flows/archive-flow";
import type { SaidInTrial, TryFlowInput } from "@/server/flows/contract";
import { createFlow } from "@/server/flows/create-flow";
import { getFlow } from "@/server/flows/get-flow";
import { blankFlow } from "@/server/flows/graph/new-node";
import type { DraftFlow } from "@/server/flows/graph/schema";
import { listFlows, listFlowTemplates } from "@/server/flows/list-flows";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { renameFlow } from "@/server/flows/rename-flow";
import { saveFlow } from "@/server/flows/save-flow";
import { changedAnswers } from "@/server/flows/trial/changed-answers";
import { tryFlow } from "@/server/flows/try-flow";
import { getFlowVersion } from "@/server/flows/versions/get-flow-version";
import { listFlowVersions } from "@/server/flows/versions/list-flow-versions";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { restoreFlowVersion } from "@/server/flows/versions/restore-flow-version";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
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

describe("a draft that is tried", () => {
  const trying = async (ctx: TenantContext, said: SaidInTrial[], more: Partial<TryFlowInput> = {}) => {
    const flowId = await made(ctx, "payment_reminder");
    const { draft } = await getFlow(ctx, { flowId });
    return tryFlow(ctx, { draft, language: "en", answersAs: "human", said, ...more }, sandboxConversationModel);
  };
  const words = (text: string): SaidInTrial => ({ kind: "words", text });

  test("answers what is typed as a call would, and the same words alike", async () => {
    const { ctx } = await makeWorkspace();
    const said = [words("Yes, speaking."), words("We will pay on Friday."), words("Yes.")];
    const once = await trying(ctx, said);
    expect(once).toMatchObject({ isOver: true, outcome: "promised", isVerified: true, skills: ["record_promise"] });
    expect(await trying(ctx, said)).toEqual(once);
    expect(once.turns.filter(({ by }) => by === "them").map(({ text }) => text)).toEqual(
      said.map((one) => one.kind !== "silence" && one.text),
    );
  });

  test("comes elsewhere when one of the turns is said differently, and hears nothing after its end", async () => {
    const { ctx } = await makeWorkspace();
    const told = await trying(ctx, [words("Yes, speaking."), words("/end of it, stop calling me"), words("Hello?")]);
    expect(told).toMatchObject({ isOver: true, outcome: "stopped", skills: ["do_not_call"] });
    expect(told.turns.at(-1)?.by).toBe("us");
  });

  test("is told again on a changed drawing: only what was redrawn reads otherwise, and an edited turn comes elsewhere", async () => {
    const { ctx } = await makeWorkspace();
    const said = [words("Yes, speaking."), words("We will pay on Friday."), words("Yes.")];
    const before = await trying(ctx, said);
    expect(changedAnswers(before.turns, (await trying(ctx, said)).turns).size).toBe(0);

    const { draft } = await getFlow(ctx, { flowId: await made(ctx, "payment_reminder") });
    const redrawn = {
      ...draft,
      nodes: draft.nodes.map((node) =>
        node.kind === "end" && node.outcome === "promised"
          ? { ...node, goodbye: { en: "Noted. Goodbye.", hi: "लिख लिया। नमस्ते।" } }
          : node,
      ),
    };
    const replayed = await trying(ctx, said, { draft: redrawn });
    expect(replayed).toMatchObject({ outcome: "promised", turns: { length: before.turns.length } });
    expect([...changedAnswers(before.turns, replayed.turns).keys()]).toEqual([before.turns.length - 1]);

    const edited = await trying(ctx, [words("Yes, speaking."), words("Stop calling me.")]);
    expect(edited.outcome).toBe("stopped");
    expect([...changedAnswers(before.turns, edited.turns).keys()]).toEqual([edited.turns.length - 1]);
  });

  test("tells a machine nothing of the debt, and waits when nothing is said", async () => {
    const { ctx } = await makeWorkspace();
    const told = await trying(ctx, [], { answersAs: "machine" });
    expect(told).toMatchObject({ isOver: true, outcome: "voicemail" });
    expect(told.turns.map(({ text }) => text).join(" ")).not.toMatch(/\$|owe|debt|overdue|past due|INV-/i);
    expect(await trying(ctx, [{ kind: "silence" }])).toMatchObject({ isOver: false });
  });

  test("with problems is refused with the first of them, and touches nothing", async () => {
    const { ctx, as } = await makeWorkspace();
    const input = { draft: blankFlow, language: "en", answersAs: "human", said: [] } as const;
    await expect(tryFlow(ctx, { ...input, said: [] }, sandboxConversationModel)).rejects.toMatchObject({
      code: "PRECONDITION",
    });
    await expect(tryFlow(as("viewer"), { ...input, said: [] }, sandboxConversationModel)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute("select 1 from audit_entries where action like 'flows%'"),
    );
    expect(rows).toEqual([]);
  });
});

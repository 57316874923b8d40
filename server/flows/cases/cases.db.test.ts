import { expect, test } from "vitest";
import { archiveCase, restoreCase } from "@/server/flows/cases/archive-case";
import { saveCase } from "@/server/flows/cases/save-case";
import { getFlow } from "@/server/flows/get-flow";
import { saveFlow } from "@/server/flows/save-flow";
import { carryOutSuite } from "@/server/flows/suites/carry-out-suite";
import { getSuites } from "@/server/flows/suites/get-suites";
import { requireSuite } from "@/server/flows/suites/require-suite";
import { reminder, started } from "@/server/flows/suites/testing/suites";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const stops = [
  { kind: "words" as const, text: "Yes, speaking." },
  { kind: "words" as const, text: "Stop calling me." },
];

async function kept(ctx: TenantContext, flowId: string, said = stops) {
  const { draft } = await getFlow(ctx, { flowId });
  const trial = { flowId, draft, language: "en" as const, answersAs: "human" as const, said, title: "Wants peace" };
  const { id } = await saveCase(ctx, trial, model);
  return { caseId: fromPublicId("flowCase", id) ?? "", publicId: id };
}

const ownOf = async (ctx: TenantContext, flowId: string) =>
  (await getSuites(ctx, { flowId })).personas.filter(({ caseId }) => caseId !== null);

test("a trial that is kept is somebody to test on, who says the same and must come to the same", async () => {
  const { ctx } = await makeWorkspace();
  const flowId = await reminder(ctx);
  const other = await reminder(ctx);
  const { publicId } = await kept(ctx, flowId);
  const [own] = await ownOf(ctx, flowId);
  expect(own).toMatchObject({ title: "Wants peace", caseId: publicId });
  expect(await ownOf(ctx, other)).toEqual([]);
  const choice = { personas: [own?.key ?? ""], runs: 3 };
  await requireSuite(ctx, { flowId, required: choice });
  await carryOutSuite(ctx, await started(ctx, flowId, choice), { model });
  const { latest } = await getSuites(ctx, { flowId });
  expect(latest?.results).toMatchObject([
    { title: "Wants peace", verdict: "passed", failedRuns: 0, outcomes: { stopped: 3 } },
  ]);
  expect(latest?.results[0]?.turns.filter(({ by }) => by === "them").map(({ text }) => text)).toEqual(
    stops.map(({ text }) => text),
  );
  expect(await publishFlow(ctx, { flowId, draftRevision: 1, note: "" })).toMatchObject({ number: 1 });
});

test("one that comes to something else after a change is told", async () => {
  const { ctx } = await makeWorkspace();
  const flowId = await reminder(ctx);
  await kept(ctx, flowId, [
    { kind: "words", text: "Yes, speaking." },
    { kind: "words", text: "We will pay on Friday." },
    { kind: "words", text: "Yes." },
  ]);
  const [own] = await ownOf(ctx, flowId);
  const { draft } = await getFlow(ctx, { flowId });
  const nodes = draft.nodes.map((node) =>
    node.kind === "end" && node.outcome === "promised" ? { ...node, outcome: "finished" } : node,
  );
  await saveFlow(ctx, { flowId, draftRevision: 1, draft: { ...draft, nodes } });
  await carryOutSuite(ctx, await started(ctx, flowId, { personas: [own?.key ?? ""], runs: 1 }, 2), { model });
  expect((await getSuites(ctx, { flowId })).latest?.results).toMatchObject([
    { verdict: "failed", failures: [{ kind: "outcome", outcome: "finished", expected: ["promised"] }] },
  ]);
});

test("is kept only once the trial is over, by whoever designs conversations, and can be taken out and put back", async () => {
  const { ctx, as } = await makeWorkspace();
  const flowId = await reminder(ctx);
  await expect(kept(ctx, flowId, stops.slice(0, 1))).rejects.toMatchObject({ code: "PRECONDITION" });
  await expect(kept(as("agent"), flowId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { caseId } = await kept(ctx, flowId);
  await archiveCase(ctx, { caseId });
  expect(await ownOf(ctx, flowId)).toEqual([]);
  await restoreCase(ctx, { caseId });
  expect(await ownOf(ctx, flowId)).toHaveLength(1);
});

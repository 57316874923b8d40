import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/db/schema/tenancy";
import { withTenant } from "@/db/tenant-transaction";
import { getFlow } from "@/server/flows/get-flow";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { ConversationModel } from "@/server/flows/ports";
import { saveFlow } from "@/server/flows/save-flow";
import { carryOutSuite } from "@/server/flows/suites/carry-out-suite";
import { cancelSuite, failSuite } from "@/server/flows/suites/end-suite";
import { getSuites } from "@/server/flows/suites/get-suites";
import { resumeSilentSuites } from "@/server/flows/suites/resume-silent-suites";
import { startSuite } from "@/server/flows/suites/start-suite";
import { heardQueue, reminder, started } from "@/server/flows/suites/testing/suites";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const plain = { model: sandboxConversationModel };

const latest = async (ctx: TenantContext, flowId: string) => (await getSuites(ctx, { flowId })).latest;

describe("a conversation tried on personas", () => {
  test("tells of each whether it held, what failed, what was said and where it ended", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const { personas, latest: none } = await getSuites(ctx, { flowId });
    expect(none).toBeNull();
    expect(personas.map(({ key }) => key)).toEqual(expect.arrayContaining(["promises", "hindi", "has_lawyer"]));
    const queue = heardQueue();
    const suite = await startSuite(
      ctx,
      { flowId, draftRevision: 1, personas: ["wrong_person", "promises"], runs: 2 },
      queue,
    );
    const data = queue.announced[0]?.data as { suiteId: string };
    expect(queue.announced).toMatchObject([{ name: "flows/suite.requested", id: suite.id }]);
    expect(await latest(ctx, flowId)).toMatchObject({ id: suite.id, status: "running", runsDone: 0, runsTotal: 4 });
    await carryOutSuite(ctx, data, plain);
    const over = await latest(ctx, flowId);
    expect(over).toMatchObject({ status: "done", runsDone: 4, isFromBefore: false, startedBy: "Test Owner" });
    expect(over?.results).toMatchObject([
      { key: "promises", verdict: "passed", runs: 2, failedRuns: 0, outcomes: { promised: 2 }, failures: [] },
      { key: "wrong_person", verdict: "passed", outcomes: { wrong_person: 2 } },
    ]);
    const turns = over?.results[0]?.turns ?? [];
    expect(turns.map(({ by }) => by)).toEqual(expect.arrayContaining(["us", "them"]));
    const { draft } = await getFlow(ctx, { flowId });
    expect(draft.nodes.map(({ id }) => id)).toContain(over?.results[0]?.nodeId);
    const noted = await withTenant(ctx, (tx) =>
      tx.select({ details: auditEntries.details }).from(auditEntries).where(eq(auditEntries.action, "flows.test")),
    );
    expect(noted.map(({ details }) => details)).toEqual([
      { change: "started", personas: ["promises", "wrong_person"], runs: 2 },
      { change: "finished", passed: 2, failed: 0 },
    ]);
  });

  test("is held by its draft as it was: a change since says that this is from before, a step moved on the canvas does not", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const suite = await started(ctx, flowId, { personas: ["promises"], runs: 1 });
    const { draft } = await getFlow(ctx, { flowId });
    const change = (of: (node: DraftFlow["nodes"][number]) => object): DraftFlow => ({
      ...draft,
      nodes: draft.nodes.map((node) => ({ ...node, ...of(node) })),
    });
    await saveFlow(ctx, { flowId, draftRevision: 1, draft: change(() => ({ position: { x: 5, y: 5 } })) });
    expect(await latest(ctx, flowId)).toMatchObject({ isFromBefore: false });
    const retitled = change((node) => (node.kind === "end" ? { title: "That was all" } : {}));
    await saveFlow(ctx, { flowId, draftRevision: 2, draft: retitled });
    expect(await latest(ctx, flowId)).toMatchObject({ isFromBefore: true });
    await carryOutSuite(ctx, suite, plain);
    expect(await latest(ctx, flowId)).toMatchObject({ isFromBefore: true, results: [{ verdict: "passed" }] });
    await saveFlow(ctx, { flowId, draftRevision: 3, draft });
    expect(await latest(ctx, flowId)).toMatchObject({ isFromBefore: false });
  });

  test("that does not come to what it must is told with its words", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const { draft } = await getFlow(ctx, { flowId });
    const ends = draft.nodes.map((node) =>
      node.kind === "end" && node.outcome === "promised" ? { ...node, outcome: "no_result" } : node,
    );
    await saveFlow(ctx, { flowId, draftRevision: 1, draft: { ...draft, nodes: ends } });
    await carryOutSuite(ctx, await started(ctx, flowId, { personas: ["promises"], runs: 3 }, 2), plain);
    const [result] = (await latest(ctx, flowId))?.results ?? [];
    expect(result).toMatchObject({
      verdict: "failed",
      failedRuns: 3,
      flakeRate: 0,
      failures: [{ kind: "outcome", expected: ["promised"] }],
    });
    expect(result?.turns.length).toBeGreaterThan(3);
  });

  test("is tried once at a time, on a draft that could be published, as it was last saved", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const choice = { personas: ["promises"], runs: 1 };
    const both = await Promise.allSettled([started(ctx, flowId, choice), started(ctx, flowId, choice)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "ALREADY_RUNNING" } });
    await expect(started(ctx, flowId, choice, 7)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(started(ctx, flowId, { personas: ["nobody"], runs: 1 })).rejects.toMatchObject({
      code: "PRECONDITION",
    });
    const { draft } = await getFlow(ctx, { flowId });
    await saveFlow(ctx, { flowId, draftRevision: 1, draft: { ...draft, edges: [] } });
    await expect(started(ctx, flowId, choice, 2)).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("speaks with those only whose languages it speaks", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const { draft } = await getFlow(ctx, { flowId });
    await saveFlow(ctx, { flowId, draftRevision: 1, draft: { ...draft, languages: ["en"] } });
    const { personas } = await getSuites(ctx, { flowId });
    expect(personas.map(({ key }) => key)).toContain("promises");
    expect(personas.map(({ key }) => key)).not.toContain("hindi");
  });
});

describe("a suite under way", () => {
  test("cancelled stops at the next run, keeps what was found and makes room for another", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const suite = await started(ctx, flowId, { personas: ["wants_human", "curious_stranger", "haggler"], runs: 1 });
    let isCancelled = false;
    const whileAtIt: ConversationModel = {
      ...plain.model,
      async propose(turn, signal) {
        if (!isCancelled) await cancelSuite(ctx, suite);
        isCancelled = true;
        return plain.model.propose(turn, signal);
      },
    };
    await carryOutSuite(ctx, suite, { model: whileAtIt });
    expect(isCancelled).toBe(true);
    const cut = await latest(ctx, flowId);
    expect(cut).toMatchObject({ status: "cancelled" });
    expect(cut?.results.length).toBeLessThan(3);
    await carryOutSuite(ctx, suite, plain);
    await failSuite(ctx, suite);
    expect(await latest(ctx, flowId)).toMatchObject({ status: "cancelled" });
    await started(ctx, flowId, { personas: ["promises"], runs: 1 });
  });

  test("whose process died is announced again once it was silent, and goes on with those that are not done", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    const suite = await started(ctx, flowId, { personas: ["promises", "wrong_person", "has_lawyer"], runs: 1 });
    const never = { ...ctx, chance: { ...ctx.chance, id: once(ctx) } };
    await expect(carryOutSuite(never, suite, plain)).rejects.toThrow("killed");
    const cut = await latest(ctx, flowId);
    expect(cut).toMatchObject({ status: "running", results: [{ key: "promises" }] });
    const queue = heardQueue();
    const ours = () => queue.announced.filter(({ data }) => data.suiteId === suite.suiteId);
    await resumeSilentSuites(queue);
    expect(ours()).toEqual([]);
    await withTenant(ctx, (tx) => tx.execute(sql`update flow_suites set beat_at = now() - interval '3 minutes'`));
    await resumeSilentSuites(queue);
    expect(ours()).toMatchObject([{ name: "flows/suite.requested", data: suite }]);
    await carryOutSuite(ctx, suite, plain);
    const over = await latest(ctx, flowId);
    expect(over).toMatchObject({ status: "done", runsDone: 3 });
    expect(over?.results.map(({ key }) => key)).toEqual(["promises", "wrong_person", "has_lawyer"]);
  });

  test("keeps the last twenty", async () => {
    const { ctx } = await makeWorkspace();
    const flowId = await reminder(ctx);
    for (let nth = 0; nth < 22; nth += 1) {
      await cancelSuite(ctx, await started(ctx, flowId, { personas: ["silent"], runs: 1 }));
    }
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute<{ count: number }>(sql`select count(*)::int as count from flow_suites`),
    );
    expect(rows).toEqual([{ count: 20 }]);
  });
});

/** One id, and then the process dies. */
function once(ctx: TenantContext): () => string {
  let asked = 0;
  return () => {
    asked += 1;
    if (asked > 1) throw new Error("killed");
    return ctx.chance.id();
  };
}

import { and, eq } from "drizzle-orm";
import { flowSuiteResults } from "@/db/schema/flow-suites";
import { withTenant } from "@/db/tenant-transaction";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import { beat, loadSuite, type SuiteRow } from "@/server/flows/suites/internal";
import { exampleDay, exampleFacts } from "@/server/flows/trial/example-facts";
import { runPersona } from "@/server/flows/trial/run-persona";
import { authorise, mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Who reads turns, and what else looks at them. */
export type Readers = { model: ConversationModel; moderation?: Moderation };

/**
 * Runs a suite's personas one after the other; begun again after a crash it goes on with those that are not done. Leaves
 * quietly when it is no longer to be run.
 */
export async function carryOutSuite(ctx: TenantContext, input: { suiteId: string }, readers: Readers): Promise<void> {
  authorise(ctx, "flows.test");
  const { suite, done } = await withTenant(ctx, async (tx) => ({
    suite: await loadSuite(tx, ctx, input.suiteId),
    done: await tx
      .select({ persona: flowSuiteResults.persona })
      .from(flowSuiteResults)
      .where(ofSuite(ctx, input.suiteId)),
  }));
  if (suite.status !== "running") return;
  const there = new Set(done.map(({ persona }) => persona));
  for (const position of suite.personas.keys()) {
    if (there.has(suite.personas[position]?.key ?? "")) continue;
    if (!(await tryOn(ctx, suite, position, readers))) return;
  }
  await finish(ctx, suite);
}

const ofSuite = (ctx: TenantContext, suiteId: string) =>
  and(eq(flowSuiteResults.tenantId, ctx.tenantId), eq(flowSuiteResults.suiteId, suiteId));

/** False: it is no longer to be run. */
async function tryOn(ctx: TenantContext, suite: SuiteRow, position: number, readers: Readers): Promise<boolean> {
  const { flow, runs, obligations } = suite;
  const persona = suite.personas[position];
  if (!persona) return true;
  const tried = await runPersona(
    { flow, facts: { ...exampleFacts, obligations }, persona, ...readers, runs, seed: "suite", startsAt: exampleDay },
    (run) => withTenant(ctx, (tx) => beat(tx, ctx, suite.id, { runsDone: position * runs + run })),
  );
  if (!tried) return false;
  const { result, shown } = tried;
  return withTenant(ctx, async (tx) => {
    const goesOn = await beat(tx, ctx, suite.id, {});
    if (!goesOn) return false;
    await tx
      .insert(flowSuiteResults)
      .values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        suiteId: suite.id,
        persona: persona.key,
        position,
        runs,
        failedRuns: result.failedRuns,
        outcomes: result.outcomes,
        failures: result.failures,
        turns: shown.state.turns.map(({ by, text }) => ({ by, text })),
        nodeId: shown.state.node,
      })
      .onConflictDoNothing();
    return true;
  });
}

async function finish(ctx: TenantContext, suite: SuiteRow): Promise<void> {
  await mutate(ctx, "flows.test", async (tx) => {
    const isOver = await beat(tx, ctx, suite.id, {
      status: "done",
      runsDone: suite.personas.length * suite.runs,
      finishedAt: ctx.clock.now(),
    });
    if (!isOver) return { result: undefined, audit: null };
    const results = await tx
      .select({ failedRuns: flowSuiteResults.failedRuns })
      .from(flowSuiteResults)
      .where(ofSuite(ctx, suite.id));
    const passed = results.filter(({ failedRuns }) => failedRuns === 0).length;
    const details = { change: "finished", passed, failed: results.length - passed };
    return { result: undefined, audit: { kind: "flow", id: suite.flowId, details } };
  });
}

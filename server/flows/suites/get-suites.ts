import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { flowSuiteResults } from "@/db/schema/flow-suites";
import { users } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { caseOfKey } from "@/server/flows/cases/case-key";
import { loadFlow } from "@/server/flows/internal";
import type { PersonaSummary, SuiteDetail, SuiteResult, Suites } from "@/server/flows/suites/contract";
import { heldBy } from "@/server/flows/suites/held-by";
import { latestSuite, type SuiteRow } from "@/server/flows/suites/internal";
import { personasOf } from "@/server/flows/suites/personas-of";
import { requiredSuiteOf } from "@/server/flows/suites/required-suite";
import type { Failure } from "@/server/flows/trial/failures";
import { flakeRate } from "@/server/flows/trial/run-persona";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Who a conversation can be tried on, and what came of it last. */
export function getSuites(ctx: TenantContext, input: { flowId: string }): Promise<Suites> {
  return read(ctx, "flows.read", async (tx) => {
    const flow = await loadFlow(tx, ctx, input.flowId);
    const held = await heldBy(tx, ctx, flow);
    const personas = await personasOf(tx, ctx, flow.id, held.pinned);
    const latest = await latestSuite(tx, ctx, flow.id);
    return {
      personas: personas.map(({ key, title, suits }) => ({
        key,
        title,
        caseId: caseOfKey(key),
        isUsual: !suits || suits.includes(flow.templateKey ?? ""),
      })),
      latest: latest ? await detailOf(tx, ctx, latest, held.hash) : null,
      required: await requiredSuiteOf(tx, ctx, flow, held),
    };
  });
}

const summaryOf = ({ key, title }: PersonaSummary) => ({ key, title });

async function detailOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  suite: SuiteRow,
  hash: string,
): Promise<SuiteDetail> {
  const [startedBy] = suite.createdBy
    ? await tx.select({ name: users.name }).from(users).where(eq(users.id, suite.createdBy))
    : [];
  return {
    id: toPublicId("flowSuite", suite.id),
    status: suite.status,
    personas: suite.personas.map(summaryOf),
    runs: suite.runs,
    runsDone: suite.runsDone,
    runsTotal: suite.runs * suite.personas.length,
    startedAt: suite.createdAt,
    startedBy: startedBy?.name ?? null,
    finishedAt: suite.finishedAt,
    isFromBefore: suite.contentHash !== hash,
    results: await resultsOf(tx, ctx, suite),
  };
}

const kept = z.object({
  outcomes: z.record(z.string(), z.number()),
  // Written only by `carryOutSuite`, in this shape.
  failures: z.array(z.custom<Failure>()),
  turns: z.array(z.object({ by: z.enum(["us", "them"]), text: z.string() })),
});

async function resultsOf(tx: TenantTransaction, ctx: TenantContext, suite: SuiteRow): Promise<SuiteResult[]> {
  const rows = await tx
    .select()
    .from(flowSuiteResults)
    .where(and(eq(flowSuiteResults.tenantId, ctx.tenantId), eq(flowSuiteResults.suiteId, suite.id)))
    .orderBy(flowSuiteResults.position);
  return rows.map((row) => ({
    key: row.persona,
    title: suite.personas[row.position]?.title ?? row.persona,
    verdict: row.failedRuns === 0 ? "passed" : row.failedRuns === row.runs ? "failed" : "flaky",
    runs: row.runs,
    failedRuns: row.failedRuns,
    flakeRate: flakeRate(row.runs, row.failedRuns),
    nodeId: row.nodeId,
    ...kept.parse(row),
  }));
}

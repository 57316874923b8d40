// Private to this folder: the flow's row and what is known about it beside.
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, sql } from "drizzle-orm";
import { flows, flowVersions } from "@/db/schema/flows";
import { users } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { OwnSkills } from "@/server/flows/skills/own-skill";
import { type ChangeKind, countsOf, diffDrawings } from "@/server/graphs/diff";
import { memberOf, type TenantContext } from "@/server/tenant-context";

export type FlowRow = typeof flows.$inferSelect;

const one = (ctx: TenantContext, flowId: string) => and(eq(flows.tenantId, ctx.tenantId), eq(flows.id, flowId));

/** The flow's row; throws NOT_FOUND. */
export async function loadFlow(tx: TenantTransaction, ctx: TenantContext, flowId: string): Promise<FlowRow> {
  const rows = await tx.select().from(flows).where(one(ctx, flowId));
  return found(rows[0], "The conversation");
}

/** The same, locked for a change that started from a revision: throws CONFLICT when somebody else saved since. */
export async function lockFlowAt(
  tx: TenantTransaction,
  ctx: TenantContext,
  flowId: string,
  revision: number,
): Promise<FlowRow> {
  const rows = await tx
    .select({ flow: flows, savedBy: users.name })
    .from(flows)
    .leftJoin(users, eq(users.id, flows.updatedBy))
    .where(one(ctx, flowId))
    .for("update", { of: flows });
  const { flow, savedBy } = found(rows[0], "The conversation");
  if (flow.draftRevision !== revision)
    throw new DomainError("CONFLICT", `${savedBy ?? "Somebody"} saved this conversation since you opened it.`);
  return flow;
}

/** Writes what changed of it; `draft` counts the revision up. */
export async function writeFlow(
  tx: TenantTransaction,
  ctx: TenantContext,
  flow: FlowRow,
  change: { name?: string; draft?: DraftFlow; archivedAt?: Date | null },
): Promise<number> {
  const draftRevision = flow.draftRevision + (change.draft ? 1 : 0);
  await tx
    .update(flows)
    .set({ ...change, draftRevision, updatedAt: ctx.clock.now(), updatedBy: memberOf(ctx) })
    .where(one(ctx, flow.id));
  return draftRevision;
}

/** The version published last, if any. */
export async function latestVersion(tx: TenantTransaction, ctx: TenantContext, flowId: string) {
  const rows = await tx
    .select({
      id: flowVersions.id,
      number: flowVersions.number,
      publishedAt: flowVersions.publishedAt,
      sameAsDraft: sql<boolean>`${flowVersions.flow} - 'ownSkills' = ${flows.draft}`,
      ownSkills: sql<OwnSkills | null>`${flowVersions.flow} -> 'ownSkills'`,
    })
    .from(flowVersions)
    .innerJoin(flows, and(eq(flows.tenantId, flowVersions.tenantId), eq(flows.id, flowVersions.flowId)))
    .where(and(eq(flowVersions.tenantId, ctx.tenantId), eq(flowVersions.flowId, flowId)))
    .orderBy(desc(flowVersions.number))
    .limit(1);
  return rows[0];
}

/** Whether what would be published now is what was published last, the workspace's own skills included. */
export function isPublished(
  version: { sameAsDraft: boolean; ownSkills: OwnSkills | null } | undefined,
  { ownSkills }: DraftFlow,
): boolean {
  return version?.sameAsDraft === true && isDeepStrictEqual(version.ownSkills ?? {}, ownSkills ?? {});
}

/** How many steps were added, removed and changed. */
export function stepChanges(before: DraftFlow, after: DraftFlow): Record<ChangeKind, number> {
  return countsOf(diffDrawings(before, after));
}

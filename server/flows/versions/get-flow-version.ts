import { and, eq } from "drizzle-orm";
import { flows, flowVersions } from "@/db/schema/flows";
import { users } from "@/db/schema/tenancy";
import { found } from "@/server/errors";
import type { FlowVersionDetail } from "@/server/flows/contract";
import { executableFlow } from "@/server/flows/graph/schema";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A published version as conversations are held by it. */
export async function getFlowVersion(ctx: TenantContext, input: { flowVersionId: string }): Promise<FlowVersionDetail> {
  const [row] = await read(ctx, "flows.read", (tx) =>
    tx
      .select({ version: flowVersions, flowName: flows.name, publishedBy: users.name })
      .from(flowVersions)
      .innerJoin(flows, and(eq(flows.tenantId, flowVersions.tenantId), eq(flows.id, flowVersions.flowId)))
      .leftJoin(users, eq(users.id, flowVersions.publishedBy))
      .where(and(eq(flowVersions.tenantId, ctx.tenantId), eq(flowVersions.id, input.flowVersionId))),
  );
  const { version, flowName, publishedBy } = found(row, "The version");
  return {
    id: toPublicId("flowVersion", version.id),
    flowId: toPublicId("flow", version.flowId),
    flowName,
    number: version.number,
    note: version.note,
    publishedAt: version.publishedAt,
    publishedBy,
    flow: executableFlow.parse(version.flow),
  };
}

import { and, eq } from "drizzle-orm";
import { journeys, journeyVersions } from "@/db/schema/journeys";
import { users } from "@/db/schema/tenancy";
import { found } from "@/server/errors";
import type { VersionDetail } from "@/server/journeys/contract";
import { storedGraph } from "@/server/journeys/graph/upgrade";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A published version as it runs. */
export async function getVersion(ctx: TenantContext, input: { versionId: string }): Promise<VersionDetail> {
  const [row] = await read(ctx, "journeys.read", (tx) =>
    tx
      .select({ version: journeyVersions, journeyName: journeys.name, publishedBy: users.name })
      .from(journeyVersions)
      .innerJoin(
        journeys,
        and(eq(journeys.tenantId, journeyVersions.tenantId), eq(journeys.id, journeyVersions.journeyId)),
      )
      .leftJoin(users, eq(users.id, journeyVersions.publishedBy))
      .where(and(eq(journeyVersions.tenantId, ctx.tenantId), eq(journeyVersions.id, input.versionId))),
  );
  const { version, journeyName, publishedBy } = found(row, "The version");
  return {
    id: toPublicId("journeyVersion", version.id),
    journeyId: toPublicId("journey", version.journeyId),
    journeyName,
    number: version.number,
    note: version.note,
    publishedAt: version.publishedAt,
    publishedBy,
    graph: storedGraph.parse(version.graph),
  };
}

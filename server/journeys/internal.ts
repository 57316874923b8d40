// Private to this folder: the journey's row and what is known about it beside.
import { and, desc, eq, sql } from "drizzle-orm";
import { journeys, journeyVersions } from "@/db/schema/journeys";
import { users } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

/** The journey's row; throws NOT_FOUND. */
export async function loadJourney(tx: TenantTransaction, ctx: TenantContext, journeyId: string) {
  const rows = await tx
    .select()
    .from(journeys)
    .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journeyId)));
  return found(rows[0], "The journey");
}

/** The same, locked for a change that started from a revision: throws CONFLICT when somebody else saved since. */
export async function lockJourneyAt(tx: TenantTransaction, ctx: TenantContext, journeyId: string, revision: number) {
  const rows = await tx
    .select({ journey: journeys, savedBy: users.name })
    .from(journeys)
    .leftJoin(users, eq(users.id, journeys.updatedBy))
    .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journeyId)))
    .for("update", { of: journeys });
  const { journey, savedBy } = found(rows[0], "The journey");
  if (journey.draftRevision !== revision) {
    throw new DomainError("CONFLICT", `${savedBy ?? "Somebody"} saved this journey since you opened it.`);
  }
  return journey;
}

/** The version published last, if any. */
export async function latestVersion(tx: TenantTransaction, ctx: TenantContext, journeyId: string) {
  const rows = await tx
    .select({
      id: journeyVersions.id,
      number: journeyVersions.number,
      publishedAt: journeyVersions.publishedAt,
      sameAsDraft: sql<boolean>`${journeyVersions.graph} = ${journeys.draft}`,
    })
    .from(journeyVersions)
    .innerJoin(
      journeys,
      and(eq(journeys.tenantId, journeyVersions.tenantId), eq(journeys.id, journeyVersions.journeyId)),
    )
    .where(and(eq(journeyVersions.tenantId, ctx.tenantId), eq(journeyVersions.journeyId, journeyId)))
    .orderBy(desc(journeyVersions.number))
    .limit(1);
  return rows[0];
}

import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

export type Claimed = {
  id: string;
  campaignId: string;
  debtorId: string;
  /** Where it runs another version than its campaign. */
  versionId: string | null;
  state: EnrollmentState;
  dueAt: Date;
};

/** Which enrollments to claim: what is due (from the cursor on), or these. */
export type Selection = { limit: number; from: Date | null } | { ids: readonly string[] };

/** Claims without waiting for anyone: what another worker holds is skipped. */
export async function claimEnrollments(
  tx: TenantTransaction,
  ctx: TenantContext,
  selection: Selection,
): Promise<Claimed[]> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{
    id: string;
    campaign_id: string;
    debtor_id: string;
    version_id: string | null;
    state: EnrollmentState;
    due_at: string;
  }>(
    "ids" in selection
      ? sql`
    select id, campaign_id, debtor_id, version_id, state, due_at from enrollments
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...selection.ids])}::uuid[])
      and status = 'waiting' and due_at <= ${now}
    order by due_at for no key update skip locked`
      : sql`
    select id, campaign_id, debtor_id, version_id, state, due_at from enrollments
    where tenant_id = ${ctx.tenantId} and status = 'waiting' and due_at <= ${now}
      ${selection.from ? sql`and due_at >= ${selection.from.toISOString()}` : sql``}
    order by due_at limit ${selection.limit} for no key update skip locked`,
  );
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaign_id,
    debtorId: row.debtor_id,
    versionId: row.version_id,
    state: row.state,
    dueAt: new Date(row.due_at),
  }));
}

import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { authorise, read, writeAudit } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { ruleById, sourceOf } from "@/server/retention/rules/periods";
import type { openRestrictedInput, RestrictedRow } from "@/server/rights/contract";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";
import { vaultOf } from "@/server/vault/vault";

/** What is kept of people who were erased, the next to go first; not what stands in it. */
export function listRestricted(ctx: TenantContext): Promise<RestrictedRow[]> {
  return read(ctx, "rights.restricted", async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select r.id, r.debtor_id, d.name, r.kind, r.things, r.kept_until::text, r.created_at, r.rules
      from restricted_records r join debtors d on d.tenant_id = r.tenant_id and d.id = r.debtor_id
      where r.tenant_id = ${ctx.tenantId} order by r.kept_until nulls last, r.id limit 500`);
    return rows.map((row) => ({
      id: toPublicId("restrictedRecord", row.id),
      debtorId: toPublicId("debtor", row.debtor_id),
      label: row.name,
      kind: row.kind,
      things: row.things,
      keptUntil: row.kept_until,
      createdAt: instantOf(row.created_at),
      sources: row.rules.flatMap((id) => {
        const rule = ruleById(id);
        return rule ? [sourceOf(rule)] : [];
      }),
    }));
  });
}

type Row = {
  id: string;
  debtor_id: string;
  name: string;
  kind: RestrictedRow["kind"];
  things: number;
  kept_until: string | null;
  created_at: string | Date;
  rules: string[];
};

/** Opens a record; who did and why is written down in the same transaction. */
export function openRestricted(
  ctx: TenantContext,
  input: z.output<typeof openRestrictedInput>,
): Promise<{ record: Record<string, unknown> }> {
  authorise(ctx, "rights.restricted");
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ sealed: Buffer; debtor_id: string; kind: string }>(sql`
      select sealed, debtor_id, kind from restricted_records
      where tenant_id = ${ctx.tenantId} and id = ${input.recordId}`);
    const { sealed, debtor_id: debtorId, kind } = found(rows[0], "The record");
    await writeAudit(tx, ctx, "rights.restricted", {
      kind: "restricted_record",
      id: input.recordId,
      details: { debtorId, kind, reason: input.reason },
    });
    return { record: JSON.parse(vaultOf(ctx.tenantId).open(sealed, input.recordId)) };
  });
}

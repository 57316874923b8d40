import { and, desc, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { phoneNumbers } from "@/db/schema/numbers";
import { tenants } from "@/db/schema/tenancy";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import { type NumberRow, openingHours } from "@/server/numbers/contract";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Every number of the workspace's, those in use first, and how many calls may go on at one time. */
export function listNumbers(ctx: TenantContext): Promise<{ numbers: NumberRow[]; callsAtOnce: number }> {
  return read(ctx, "numbers.read", async (tx) => {
    const rows = await tx
      .select({ number: phoneNumbers, flowName: flows.name })
      .from(phoneNumbers)
      .leftJoin(flows, and(eq(flows.tenantId, phoneNumbers.tenantId), eq(flows.id, phoneNumbers.flowId)))
      .where(eq(phoneNumbers.tenantId, ctx.tenantId))
      .orderBy(desc(sql`${phoneNumbers.archivedAt} is null`), phoneNumbers.label, phoneNumbers.id)
      .limit(500);
    const [workspace] = await tx
      .select({ callsAtOnce: tenants.callsAtOnce })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenantId));
    const numbers = rows.map(({ number, flowName }): NumberRow => {
      const { id, e164, label, outbound, flowId, hours, archivedAt } = number;
      return {
        id: toPublicId("phoneNumber", id),
        e164,
        label,
        outbound,
        flow: flowId && flowName !== null ? { id: toPublicId("flow", flowId), name: flowName } : null,
        hours: openingHours.nullable().parse(hours),
        archivedAt,
      };
    });
    return { numbers, callsAtOnce: found(workspace, "The workspace").callsAtOnce };
  });
}

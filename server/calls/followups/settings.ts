// Where a workspace wants the news of its calls; nothing of it is set up at first.
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

const followupSettings = z.object({
  crmUrl: z.string().nullable().default(null),
  ticketUrl: z.string().nullable().default(null),
  mailRoles: z.array(z.enum(["owner", "admin", "manager", "agent", "viewer"])).default([]),
});
export type FollowupSettings = z.output<typeof followupSettings>;

export async function readFollowupSettings(tx: TenantTransaction, ctx: TenantContext): Promise<FollowupSettings> {
  const { rows } = await tx.execute<{ kept: unknown }>(sql`
    select settings -> 'followups' as kept from tenants where id = ${ctx.tenantId}`);
  return followupSettings.parse(rows[0]?.kept ?? {});
}

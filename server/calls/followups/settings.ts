// Where a workspace wants the news of its calls; nothing of it is set up at first.
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { FollowupSettings } from "@/server/calls/followups/contract";
import { mutate, read } from "@/server/mutate";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

const kept = z.object({
  crmUrl: z.string().nullable().default(null),
  ticketUrl: z.string().nullable().default(null),
  mailRoles: z.array(z.enum(roles)).default([]),
});

export function getFollowupSettings(ctx: TenantContext): Promise<FollowupSettings> {
  return read(ctx, "workspace.read", (tx) => readFollowupSettings(tx, ctx));
}

/** Of the calls that end from now on; steps that wait already go where they are set to go when their time comes. */
export function saveFollowupSettings(ctx: TenantContext, settings: FollowupSettings): Promise<void> {
  return mutate(ctx, "workspace.update", async (tx) => {
    const before = await readFollowupSettings(tx, ctx);
    await tx.execute(sql`
      update tenants set settings = settings || jsonb_build_object('followups', ${JSON.stringify(settings)}::jsonb)
      where id = ${ctx.tenantId}`);
    const names = ["crmUrl", "ticketUrl", "mailRoles"] as const;
    const changed = names.filter((name) => String(before[name]) !== String(settings[name]));
    return { result: undefined, audit: { kind: "workspace", id: ctx.tenantId, details: { changed } } };
  });
}

export async function readFollowupSettings(tx: TenantTransaction, ctx: TenantContext): Promise<FollowupSettings> {
  const { rows } = await tx.execute<{ kept: unknown }>(sql`
    select settings -> 'followups' as kept from tenants where id = ${ctx.tenantId}`);
  return kept.parse(rows[0]?.kept ?? {});
}

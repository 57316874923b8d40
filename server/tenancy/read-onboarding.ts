import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

export type Onboarding = { company: boolean; invoices: boolean; journey: boolean; campaign: boolean; done: boolean };

/** A newcomer's three steps: what they did (kept) and what is there (looked up), whoever or whatever did it. */
export function readOnboarding(ctx: TenantContext): Promise<Onboarding> {
  return read(ctx, "workspace.read", async (tx) => {
    const { rows } = await tx.execute<Omit<Onboarding, "done">>(sql`
      select t.onboarding ->> 'company' is not null as company,
             exists (select 1 from invoices where tenant_id = ${ctx.tenantId}) as invoices,
             exists (select 1 from journey_versions where tenant_id = ${ctx.tenantId}) as journey,
             exists (select 1 from campaigns where tenant_id = ${ctx.tenantId} and status <> 'draft') as campaign
      from tenants t where t.id = ${ctx.tenantId}`);
    const steps = rows[0] ?? { company: false, invoices: false, journey: false, campaign: false };
    return { ...steps, done: steps.company && steps.invoices && steps.campaign };
  });
}

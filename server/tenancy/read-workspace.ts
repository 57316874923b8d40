import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenancy";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { HousePolicy } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";

/** The workspace's profile and house rules. */
export async function readWorkspace(ctx: TenantContext) {
  const rows = await read(ctx, "workspace.read", (tx) => tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId)));
  const tenant = found(rows[0], "The workspace");
  return {
    slug: tenant.slug,
    mode: tenant.mode,
    company: {
      name: tenant.name,
      country: tenant.country,
      timeZone: tenant.timeZone,
      currency: tenant.currency,
      language: tenant.language === "hi" ? ("hi" as const) : ("en" as const),
      phone: tenant.phone,
      email: tenant.email,
      postalAddress: tenant.postalAddress,
    },
    housePolicy: tenant.housePolicy as HousePolicy,
  };
}

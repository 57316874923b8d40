import { eq, sql } from "drizzle-orm";
import parsePhoneNumber, { type CountryCode } from "libphonenumber-js";
import { tenants } from "@/db/schema/tenancy";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import { companyInput } from "@/server/tenancy/contract";
import type { TenantContext } from "@/server/tenant-context";

/** The company's profile; saving it is the newcomer's first step. The phone is kept as E.164. */
export async function updateCompany(ctx: TenantContext, input: unknown): Promise<void> {
  const company = companyInput.parse(input);
  const phone = company.phone === null ? null : e164(company.phone, company.country);
  return mutate(ctx, "workspace.update", async (tx) => {
    const before = await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId));
    const values = { ...company, phone };
    await tx
      .update(tenants)
      .set({
        ...values,
        onboarding: sql`${tenants.onboarding} || jsonb_build_object('company', coalesce(${tenants.onboarding} ->> 'company', ${ctx.clock.now().toISOString()}::text))`,
      })
      .where(eq(tenants.id, ctx.tenantId));
    const changed = Object.entries(values).flatMap(([name, value]) =>
      before[0]?.[name as keyof typeof values] === value ? [] : [name],
    );
    return { result: undefined, audit: { kind: "workspace", id: ctx.tenantId, details: { changed } } };
  });
}

function e164(text: string, country: string): string {
  const parsed = parsePhoneNumber(text, country as CountryCode);
  if (parsed?.isPossible()) return parsed.number;
  throw new DomainError("INVALID_INPUT", "The phone number is not complete.", {
    fields: { phone: "not a phone number" },
  });
}

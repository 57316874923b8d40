import { eq, sql } from "drizzle-orm";
import parsePhoneNumber, { type CountryCode } from "libphonenumber-js";
import { tenants } from "@/db/schema/tenancy";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import { companyChange } from "@/server/tenancy/contract";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Changes what is given of the company's profile, and leaves the rest as it is: two who change different fields both get
 * theirs. Saving it is the newcomer's first step. The phone is kept as E.164.
 */
export async function updateCompany(ctx: TenantContext, input: unknown): Promise<void> {
  const { phone, ...company } = companyChange.parse(input);
  return mutate(ctx, "workspace.update", async (tx) => {
    const before = found((await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId)))[0], "The workspace");
    const country = company.country ?? before.country;
    const values = { ...company, ...(phone !== undefined && { phone: phone && e164(phone, country) }) };
    await tx
      .update(tenants)
      .set({
        ...values,
        onboarding: sql`${tenants.onboarding} || jsonb_build_object('company', coalesce(${tenants.onboarding} ->> 'company', ${ctx.clock.now().toISOString()}::text))`,
      })
      .where(eq(tenants.id, ctx.tenantId));
    const changed = Object.entries(values).flatMap(([name, value]) =>
      before[name as keyof typeof values] === value ? [] : [name],
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

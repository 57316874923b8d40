import { sql } from "drizzle-orm";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { DomainError } from "@/server/errors";
import { read } from "@/server/mutate";
import { type RegistryId, type RegistryNumber, registryModes } from "@/server/registries/contract";
import { countryOf, maxAgeDays } from "@/server/registries/registries";
import { ofCountry } from "@/server/registries/upload-list";
import type { TenantContext } from "@/server/tenant-context";

const DAY_MS = 86_400_000;

/** What a registry last said of one of the workspace's numbers. Throws NOT_FOUND for numbers that are nobody's here. */
export function findNumber(
  ctx: TenantContext,
  { registry, number }: { registry: RegistryId; number: string },
): Promise<RegistryNumber> {
  return read(ctx, "registries.read", async (tx) => {
    const country = countryOf(registry) as "US";
    const parsed = parsePhoneNumberFromString(number, { defaultCountry: country, extract: false });
    const known = await tx.execute(sql`
      select 1 from contact_points p where p.tenant_id = ${ctx.tenantId} and p.kind = 'phone'
        and p.address = ${parsed?.number ?? ""} and ${ofCountry(registry)} limit 1`);
    if (!parsed || known.rows.length === 0)
      throw new DomainError("NOT_FOUND", "No debtor of this workspace has this number in the registry's country.");
    const { rows } = await tx.execute<AnswerRow>(sql`
      select mode, status, categories, checked_at from registry_numbers
      where tenant_id = ${ctx.tenantId} and registry = ${registry} and number = ${parsed.number}`);
    const limit = maxAgeDays(registry);
    const oldest = limit === null ? 0 : ctx.clock.now().getTime() - limit * DAY_MS;
    const answers = registryModes.map((mode) => {
      const row = rows.find((each) => each.mode === mode);
      const checkedAt = row ? new Date(row.checked_at) : null;
      return {
        mode,
        status: row?.status ?? ("unknown" as const),
        categories: row?.categories ?? [],
        checkedAt,
        isTooOld: checkedAt !== null && checkedAt.getTime() < oldest,
      };
    });
    return { registry, number: parsed.number, maxAgeDays: limit, answers };
  });
}

type AnswerRow = { mode: string; status: "blocked" | "clear"; categories: string[]; checked_at: string };

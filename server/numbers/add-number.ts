import { eq } from "drizzle-orm";
import parsePhoneNumber, { type CountryCode } from "libphonenumber-js";
import { phoneNumbers } from "@/db/schema/numbers";
import { tenants } from "@/db/schema/tenancy";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import { authorise, mutate } from "@/server/mutate";
import type { AddNumberInput } from "@/server/numbers/contract";
import { requireFlow } from "@/server/numbers/internal";
import type { NumberOwner } from "@/server/numbers/ports";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

const ASK_WITHIN_MS = 10_000;
/** Reserved for fiction and tests, in North America: nobody is ever called there. */
const fictitious = /^\+1\d{3}555\d{4}$/;

/**
 * Takes a number for the workspace. `owner` null: there is no telephone provider, as in a sandbox, which takes fictitious
 * numbers only. CONFLICT: another workspace has it, or this one.
 */
export async function addNumber(
  ctx: TenantContext,
  { number, ...input }: AddNumberInput,
  owner: NumberOwner | null,
): Promise<{ id: string }> {
  authorise(ctx, "numbers.update");
  const e164 = await readNumber(ctx, number);
  await requireOurs(ctx, e164, owner);
  return mutate(ctx, "numbers.update", async (tx) => {
    await requireFlow(tx, ctx, input.flowId);
    const id = ctx.chance.id();
    const now = ctx.clock.now();
    const made = await tx
      .insert(phoneNumbers)
      .values({ tenantId: ctx.tenantId, id, e164, ...input, createdAt: now, updatedAt: now, updatedBy: memberOf(ctx) })
      .onConflictDoNothing()
      .returning({ id: phoneNumbers.id });
    if (made.length === 0)
      throw new DomainError("CONFLICT", "This number is in use already.", { reason: "number_taken" });
    return {
      result: { id: toPublicId("phoneNumber", id) },
      audit: { kind: "phone_number", id, details: { change: "created" } },
    };
  });
}

async function readNumber(ctx: TenantContext, text: string): Promise<string> {
  const rows = await withTenant(ctx, (tx) =>
    tx.select({ country: tenants.country }).from(tenants).where(eq(tenants.id, ctx.tenantId)),
  );
  const { country } = found(rows[0], "The workspace");
  const parsed = parsePhoneNumber(text, country as CountryCode);
  if (parsed?.isPossible()) return parsed.number;
  throw new DomainError("INVALID_INPUT", "The phone number is not complete.", {
    fields: { number: "not a phone number" },
    reason: "number_incomplete",
  });
}

async function requireOurs(ctx: TenantContext, e164: string, owner: NumberOwner | null): Promise<void> {
  if (ctx.mode === "sandbox") {
    if (fictitious.test(e164)) return;
    throw new DomainError("INVALID_INPUT", "A sandbox takes fictitious numbers: +1, any area, 555 and four digits.", {
      fields: { number: "not fictitious" },
      reason: "number_not_fictitious",
    });
  }
  if (!owner) throw new DomainError("LIVE_NEEDS_KEYS", "Telephone numbers need the telephone provider's keys.");
  const isOurs = await owner.has(e164, AbortSignal.timeout(ASK_WITHIN_MS)).catch(() => {
    throw new DomainError("PRECONDITION", "The telephone provider did not answer. Try again.", {
      reason: "telephone_provider_silent",
    });
  });
  if (isOurs) return;
  throw new DomainError("PRECONDITION", "The telephone provider's account does not have this number.", {
    fields: { number: "not of the provider's account" },
    reason: "number_not_yours",
  });
}

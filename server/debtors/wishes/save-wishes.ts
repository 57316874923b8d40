import { sql } from "drizzle-orm";
import { requireHeld } from "@/server/debtors/require-debtor";
import type { SaveNoticeInput, SaveWishesInput, Wishes } from "@/server/debtors/wishes/contract";
import { pastInstant } from "@/server/debtors/wishes/past-instant";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const wishes = ["notBefore", "notAfter", "days", "refusedChannels"] as const;

/** Hours, days, channels and time zone as the debtor asked for them. They hold from the next decision on. */
export function saveWishes(ctx: TenantContext, input: SaveWishesInput): Promise<void> {
  const { debtorId, preferences, statedTimeZone, saidHow } = input;
  return mutate(ctx, "debtors.update", async (tx) => {
    await requireHeld(tx, ctx, debtorId);
    const saidAt = await pastInstant(tx, ctx, input.saidAt, "saidAt");
    const kept: Wishes = { ...preferences, saidHow, saidAt: saidAt.toISOString() };
    const { rows } = await tx.execute<{ before: Wishes; zone: string | null }>(sql`
      with old as (
        select preferences, stated_time_zone from debtors
        where tenant_id = ${ctx.tenantId} and id = ${debtorId} for update)
      update debtors d set preferences = ${JSON.stringify(kept)}::jsonb, stated_time_zone = ${statedTimeZone},
        updated_at = ${ctx.clock.now().toISOString()}
      from old where d.tenant_id = ${ctx.tenantId} and d.id = ${debtorId}
      returning old.preferences as before, old.stated_time_zone as zone`);
    const { before, zone } = found(rows[0], "The debtor");
    const changed: string[] = wishes.filter((wish) => String(before[wish] ?? "") !== String(preferences[wish] ?? ""));
    if (zone !== statedTimeZone) changed.push("statedTimeZone");
    // Which of them changed, and never to what: that is the debtor's own.
    return { result: undefined, audit: { kind: "debtor", id: debtorId, details: { wishes: changed } } };
  });
}

/** When the notice went out that a collector owes a consumer within five days of the first contact. */
export function saveNotice(ctx: TenantContext, input: SaveNoticeInput): Promise<void> {
  return mutate(ctx, "debtors.update", async (tx) => {
    const sentAt = input.sentAt === null ? null : await pastInstant(tx, ctx, input.sentAt, "sentAt");
    const { rows } = await tx.execute(sql`
      update debtors set validation_notice_sent_at = ${sentAt?.toISOString() ?? null},
        updated_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${input.debtorId} returning id`);
    found(rows[0], "The debtor");
    const details = { validationNoticeSent: sentAt !== null };
    return { result: undefined, audit: { kind: "debtor", id: input.debtorId, details } };
  });
}

import { and, eq, isNull } from "drizzle-orm";
import { contactPoints, optOuts } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import type { OptOutInput } from "@/server/debtors/opt-out-contract";
import { requireHeld } from "@/server/debtors/require-debtor";
import { found } from "@/server/errors";
import type { Channel } from "@/server/journeys/graph/schema";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Records that an address must not be contacted on a channel, and stops what is queued to it. */
export async function optOut(ctx: TenantContext, input: OptOutInput): Promise<{ optOutId: string }> {
  const { channel, address, debtorId, source } = input;
  return mutate(ctx, "debtors.stop", async (tx) => {
    await requireHeld(tx, ctx, debtorId);
    const { optOutId, isNew } = await optOutAddress(tx, ctx, { channel, address, debtorId, source });
    return {
      result: { optOutId },
      audit: isNew ? { kind: "debtor", id: debtorId, details: { channel, source } } : null,
    };
  });
}

/** Throws NOT_FOUND unless the debtor has the address. */
export async function requireAddress(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { debtorId: string; channel: Channel; address: string },
): Promise<void> {
  const isMail = of.channel === "email";
  const rows = await tx
    .select({ id: contactPoints.id })
    .from(contactPoints)
    .where(
      and(
        eq(contactPoints.tenantId, ctx.tenantId),
        eq(contactPoints.debtorId, of.debtorId),
        eq(contactPoints.kind, isMail ? "email" : "phone"),
        eq(contactPoints.address, isMail ? of.address.toLowerCase() : of.address),
      ),
    );
  found(rows[0], "The address");
}

/**
 * In the caller's transaction. A stop by text also stops calls to that number. Everyone at the address is signalled,
 * and what is queued to it is cancelled. The same opt-out again changes nothing.
 */
export async function optOutAddress(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { channel: Channel; address: string; debtorId: string; source: "recipient" | "carrier" | "member" },
): Promise<{ optOutId: string; isNew: boolean }> {
  const address = of.channel === "email" ? of.address.toLowerCase() : of.address;
  const channels: Channel[] = of.channel === "sms" && of.source !== "member" ? ["sms", "voice"] : [of.channel];
  const stops: { optOutId: string; isNew: boolean }[] = [];
  for (const channel of channels) stops.push(await stopOn(tx, ctx, { ...of, channel, address }));
  const [first] = stops;
  if (!first) throw new Error("An opt-out names no channel.");
  const isNew = stops.some((stop) => stop.isNew);
  if (isNew) {
    for (const debtorId of await debtorsAt(tx, ctx, address, of.debtorId)) {
      await signalDebtor(tx, ctx, { debtorId, kind: "opted_out", data: { address, channel: of.channel } });
    }
  }
  return { optOutId: first.optOutId, isNew };
}

/** The one that stands from this source, or a new one. */
async function stopOn(
  tx: TenantTransaction,
  ctx: TenantContext,
  { channel, address, debtorId, source }: Parameters<typeof optOutAddress>[2],
): Promise<{ optOutId: string; isNew: boolean }> {
  const [standing] = await tx
    .select({ id: optOuts.id })
    .from(optOuts)
    .where(
      and(
        eq(optOuts.tenantId, ctx.tenantId),
        eq(optOuts.channel, channel),
        eq(optOuts.address, address),
        eq(optOuts.source, source),
        isNull(optOuts.liftedAt),
      ),
    );
  if (standing) return { optOutId: standing.id, isNew: false };
  const optOutId = ctx.chance.id();
  const at = ctx.clock.now();
  await tx.insert(optOuts).values({ tenantId: ctx.tenantId, id: optOutId, debtorId, channel, address, source, at });
  return { optOutId, isNew: true };
}

async function debtorsAt(tx: TenantTransaction, ctx: TenantContext, address: string, debtorId: string) {
  const rows = await tx
    .selectDistinct({ debtorId: contactPoints.debtorId })
    .from(contactPoints)
    .where(and(eq(contactPoints.tenantId, ctx.tenantId), eq(contactPoints.address, address)));
  return new Set([debtorId, ...rows.map((row) => row.debtorId)]);
}

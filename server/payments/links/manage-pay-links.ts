import { and, desc, eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { payLinks } from "@/db/schema/payments";
import { env } from "@/server/env";
import { found } from "@/server/errors";
import { actorMay, mutate, read } from "@/server/mutate";
import type { PayLinkRow } from "@/server/payments/contract";
import { createPayLink, payUrl, revokePayLinks } from "@/server/payments/links/pay-link";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A member makes a link to hand over by themselves. */
export async function makePayLink(ctx: TenantContext, input: { debtorId: string }) {
  return mutate(ctx, "payLinks.create", async (tx) => {
    const rows = await tx
      .select({ id: debtors.id })
      .from(debtors)
      .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, input.debtorId)));
    const debtorId = found(rows[0], "The debtor").id;
    const { linkId, url } = await createPayLink(tx, ctx, { debtorId, publicUrl: env().PUBLIC_URL });
    return { result: { id: toPublicId("payLink", linkId), url }, audit: { kind: "payLink", id: linkId } };
  });
}

/** Takes one link back at once. */
export async function revokePayLink(ctx: TenantContext, input: { linkId: string }) {
  return mutate(ctx, "payLinks.revoke", async (tx) => {
    const rows = await tx
      .select({ id: payLinks.id })
      .from(payLinks)
      .where(and(eq(payLinks.tenantId, ctx.tenantId), eq(payLinks.id, input.linkId)));
    found(rows[0], "The pay link");
    const revoked = await revokePayLinks(tx, ctx, input);
    return { result: { revoked }, audit: revoked > 0 ? { kind: "payLink", id: input.linkId } : null };
  });
}

/** A debtor's links, latest first. */
export async function listPayLinks(ctx: TenantContext, input: { debtorId: string }): Promise<PayLinkRow[]> {
  const mayShare = actorMay(ctx.actor, "payLinks.create");
  return read(ctx, "payments.read", async (tx) => {
    const rows = await tx
      .select()
      .from(payLinks)
      .where(and(eq(payLinks.tenantId, ctx.tenantId), eq(payLinks.debtorId, input.debtorId)))
      .orderBy(desc(payLinks.createdAt), desc(payLinks.id))
      .limit(50);
    return rows.map(({ id, createdAt, expiresAt, openedAt, revokedAt }) => {
      const state = revokedAt ? "revoked" : expiresAt <= ctx.clock.now() ? "expired" : "live";
      const url = mayShare && state === "live" ? payUrl(id, env().PUBLIC_URL) : null;
      return { id: toPublicId("payLink", id), createdAt, expiresAt, openedAt, revokedAt, state, url };
    });
  });
}

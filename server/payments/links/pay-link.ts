import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { env } from "@/server/env";
import { makePayToken, readPayToken } from "@/server/payments/links/pay-token";
import type { TenantContext } from "@/server/tenant-context";
import { addInZone } from "@/server/time/calendar";

export const payLinkDays = 60;

export type PayLinkRequest = { debtorId: string; touchId?: string; publicUrl: string };

/** Makes the debtor's door to the pay page, good for 60 days. A touch has one link, whatever its attempts. */
export async function createPayLink(
  tx: TenantTransaction,
  ctx: TenantContext,
  request: PayLinkRequest,
): Promise<{ linkId: string; url: string }> {
  const [link] = await createPayLinks(tx, ctx, [request]);
  if (!link) throw new Error("A pay link was asked for and none was made.");
  return link;
}

/** The same for a batch of touches in one statement; answers in the order of the requests. */
export async function createPayLinks(
  tx: TenantTransaction,
  ctx: TenantContext,
  requests: readonly PayLinkRequest[],
): Promise<{ linkId: string; url: string }[]> {
  if (requests.length === 0) return [];
  const now = ctx.clock.now();
  const expiresAt = addInZone("UTC", now, { amount: payLinkDays, unit: "days" });
  const rows = requests.map(({ debtorId, touchId, publicUrl }) => ({
    // A touch's link carries the touch's id: a second attempt says the same words, as vendors' idempotency demands.
    link: { id: touchId ?? ctx.chance.id(), debtorId, touchId },
    publicUrl,
  }));
  const links = rows.map(({ link }) => ({ id: link.id, debtor_id: link.debtorId, touch_id: link.touchId }));
  await tx.execute(sql`
    insert into pay_links (tenant_id, id, debtor_id, touch_id, created_at, expires_at)
    select ${ctx.tenantId}::uuid, id, debtor_id, touch_id, ${now.toISOString()}::timestamptz, ${expiresAt.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(links)}::json) as x(id uuid, debtor_id uuid, touch_id uuid)
    on conflict (tenant_id, id) do nothing`);
  return rows.map(({ link, publicUrl }) => ({ linkId: link.id, url: payUrl(link.id, publicUrl) }));
}

/** The address of a link's page. */
export function payUrl(linkId: string, publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, "")}/pay/${makePayToken(linkId, env().AUTH_SECRET)}`;
}

/** The link a token names, or null when it was not made by us. Says nothing yet about expiry or revocation. */
export function verifyPayToken(token: string): { linkId: string } | null {
  const linkId = readPayToken(token, env().AUTH_SECRET);
  return linkId ? { linkId } : null;
}

/** Takes back every live link of a debtor, or one; returns how many. */
export async function revokePayLinks(
  tx: TenantTransaction,
  ctx: TenantContext,
  which: { debtorId: string } | { linkId: string },
): Promise<number> {
  const only = "linkId" in which ? sql`id = ${which.linkId}` : sql`debtor_id = ${which.debtorId}`;
  const revoked = await tx.execute(sql`
    update pay_links set revoked_at = ${ctx.clock.now()}
    where tenant_id = ${ctx.tenantId} and ${only} and revoked_at is null and expires_at > ${ctx.clock.now()}`);
  return revoked.rowCount ?? 0;
}

import { eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/payments";
import { asSystem } from "@/db/system-transaction";
import { verifyPayToken } from "@/server/payments/links/pay-link";
import { workspaceContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";

export type OpenedLink = {
  linkId: string;
  debtorId: string;
  touchId: string | null;
  state: "live" | "expired" | "revoked";
};

/**
 * From a token to the workspace, with the debtor as the actor: the door of the pay page. Null for what was never a
 * link of ours. The link's age is measured by the workspace's clock.
 */
export async function resolvePayLink(
  token: string,
  trace: { requestId?: string } = {},
): Promise<{ ctx: TenantContext; link: OpenedLink } | null> {
  const named = verifyPayToken(token);
  if (!named) return null;
  const rows = await asSystem("resolve-pay-link", (tx) =>
    tx.select().from(payLinks).where(eq(payLinks.id, named.linkId)),
  );
  const row = rows[0];
  if (!row) return null;
  const ctx = await workspaceContext(row.tenantId, { kind: "debtor", debtorId: row.debtorId }, trace);
  const state = row.revokedAt ? "revoked" : row.expiresAt <= ctx.clock.now() ? "expired" : "live";
  return { ctx, link: { linkId: row.id, debtorId: row.debtorId, touchId: row.touchId, state } };
}

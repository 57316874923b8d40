import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { payLinkMessage } from "@/server/conversations/pay-link-message";
import { standardTexts } from "@/server/conversations/standard-texts";
import { openBalances } from "@/server/debtors/open-balances";
import { DomainError, found } from "@/server/errors";
import type { Held } from "@/server/flows/skills/held";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

/** Through the policy, like everything that leaves: a link that may not be sent is told as such. */
export async function sendPayLink(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { by?: "sms" | "email" },
  skillCallId: string,
) {
  const { today } = await workspaceDay(tx, ctx);
  const balances = await openBalances(tx, ctx, held.debtorId, today);
  if (balances.length === 0) throw new DomainError("PRECONDITION", "Nothing is open that could be paid.");
  const { rows } = await tx.execute<{ name: string }>(sql`select name from tenants where id = ${ctx.tenantId}`);
  const company = found(rows[0], "The workspace").name;
  const isCollector = await owesCollectorNotice(tx, ctx, held.debtorId);
  const channel = args.by ?? (held.channel === "email" ? "email" : "sms");
  const isHere = (channel === "email") === (held.channel === "email");
  const { verdict } = await queueTouch(tx, ctx, {
    key: `pay-link:${held.conversationId}:${skillCallId}`,
    purpose: "service",
    debtorId: held.debtorId,
    contactPointId: isHere ? (held.contactPointId ?? undefined) : undefined,
    channel,
    content: payLinkMessage(standardTexts[held.language], company, isCollector),
  });
  if (verdict === "deny") throw new DomainError("PRECONDITION", "The policy does not let a message go to them.");
  return { channel, isDeferred: verdict === "defer" };
}

// What a message to the team says: its variables filled in from what is known of the debtor now. Internal to effects.
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import { nothingChased } from "@/server/campaigns/money/chased-money";
import { chasedMoney } from "@/server/campaigns/money/enrollment-money";
import { bodyToText } from "@/server/journeys/graph/message-text";
import type { MessageBody } from "@/server/journeys/graph/schema";
import { isMessageVariable } from "@/server/journeys/graph/variables";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { messageValues } from "@/server/touches/messages/message-values";

/** Fills a text for the debtor of an effect. A payment link is the debtor's own and is never told to anybody else. */
export async function teamTexts(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect[],
): Promise<(owned: OwnedEffect, body: MessageBody) => string> {
  if (effects.length === 0) return () => "";
  const facts = await loadContactFacts(
    tx,
    ctx,
    effects.map((owned) => owned.debtorId),
  );
  const today = dayIn(facts.tenant.timeZone, ctx.clock.now());
  const money = await chasedMoney(tx, ctx, effects, today);
  return (owned, body) => {
    const debtor = facts.debtors.get(owned.debtorId);
    if (!debtor) return bodyToText(body);
    const values = messageValues({
      tenant: facts.tenant,
      debtor,
      point: debtor.points[0] ?? noPoint,
      money: money(owned.enrollmentId) ?? nothingChased,
      today,
      payUrl: "",
      unsubscribeUrl: null,
    });
    return bodyToText(body, (name) => (isMessageVariable(name) ? values[name] : "")).trim();
  };
}

const noPoint = {
  id: "",
  kind: "email",
  address: "",
  isPrimary: false,
  lineType: null,
  status: "active",
  contactName: "",
} as const;

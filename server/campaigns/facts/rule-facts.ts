// What a rule may ask about debtors outside any campaign: over all that they owe. For triggers and for trying a rule out.
import type { TenantTransaction } from "@/db/tenant-transaction";
import { loadFacts } from "@/server/campaigns/facts/load-facts";
import { debtorMoney } from "@/server/campaigns/money/enrollment-money";
import { enrollmentFacts } from "@/server/campaigns/waking/run-enrollment";
import { factsOfRule } from "@/server/journeys/graph/facts-used";
import type { RuleFacts } from "@/server/journeys/rules/facts";
import type { RuleGroup } from "@/server/journeys/rules/schema";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";

/** The facts of each debtor that the rule reads; undefined of one that does not exist. */
export async function debtorRuleFacts(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorIds: readonly string[],
  rule: RuleGroup,
): Promise<(debtorId: string) => RuleFacts | undefined> {
  const contacts = await loadContactFacts(tx, ctx, debtorIds);
  const now = ctx.clock.now();
  const today = dayIn(contacts.tenant.timeZone, now);
  const money = await debtorMoney(tx, ctx, debtorIds, today);
  const parts = factsOfRule(rule);
  const owners = debtorIds.map((debtorId) => ({ owner: debtorId, debtorId, parts }));
  const more = await loadFacts(tx, ctx, owners, { today, now, of: "debtor" });
  return (debtorId) => {
    const debtor = contacts.debtors.get(debtorId);
    return debtor && { ...enrollmentFacts(debtorId, debtor, money(debtorId), contacts), ...more(debtorId) };
  };
}

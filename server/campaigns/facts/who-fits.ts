import type { TenantTransaction } from "@/db/tenant-transaction";
import { debtorRuleFacts } from "@/server/campaigns/facts/rule-facts";
import { evaluate } from "@/server/journeys/rules/evaluate";
import type { RuleGroup } from "@/server/journeys/rules/schema";
import type { TenantContext } from "@/server/tenant-context";

/** Those of the debtors for whom the rule holds now, over all that they owe, in their order; without a rule all of them. */
export async function whoFits(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorIds: readonly string[],
  rule: RuleGroup | undefined,
): Promise<string[]> {
  if (!rule || debtorIds.length === 0) return [...debtorIds];
  const facts = await debtorRuleFacts(tx, ctx, debtorIds, rule);
  const now = ctx.clock.now();
  return debtorIds.filter((id) => {
    const known = facts(id);
    return known !== undefined && evaluate(rule, known, now).holds;
  });
}

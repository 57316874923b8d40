import { eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { debtorRuleFacts } from "@/server/campaigns/facts/rule-facts";
import { found } from "@/server/errors";
import type { RuleTrial } from "@/server/journeys/contract";
import { evaluate } from "@/server/journeys/rules/evaluate";
import type { RuleGroup } from "@/server/journeys/rules/schema";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Judges a rule on what is known of one debtor now, over all that it owes. */
export function tryRule(ctx: TenantContext, input: { debtorId: string; rule: RuleGroup }): Promise<RuleTrial> {
  return read(ctx, "debtors.read", async (tx) => {
    const { debtorId, rule } = input;
    const rows = await tx
      .select({ name: debtors.name, tenantId: debtors.tenantId })
      .from(debtors)
      .where(eq(debtors.id, debtorId));
    const { name } = found(
      rows.find((row) => row.tenantId === ctx.tenantId),
      "The debtor",
    );
    const facts = found((await debtorRuleFacts(tx, ctx, [debtorId], rule))(debtorId), "The debtor");
    return { debtorName: name, explanation: evaluate(rule, facts, ctx.clock.now()) };
  });
}

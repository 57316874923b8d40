// Private to simulations: debtors as a simulation takes them, under their public ids.
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Channel } from "@/server/journeys/graph/schema";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";
import type { DebtorFacts, OptOuts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { optOutKey } from "@/server/touches/deciding/debtor-facts";

const channels: readonly Channel[] = ["email", "sms", "voice"];

export type Known = { tenant: TenantFacts; optOuts: OptOuts; of: Map<string, DebtorFacts> };

/** The facts of these debtors by their own ids. A line that was never looked up counts as a mobile: the strictest. */
export async function knownDebtors(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[]): Promise<Known> {
  const facts = await loadContactFacts(tx, ctx, ids);
  const of = new Map(
    [...facts.debtors].map(([id, debtor]) => [
      id,
      {
        ...debtor,
        id: toPublicId("debtor", id),
        points: debtor.points.map((point) => ({
          ...point,
          lineType: point.kind === "phone" ? (point.lineType ?? ("mobile" as const)) : point.lineType,
        })),
      },
    ]),
  );
  return { tenant: facts.tenant, optOuts: facts.optOuts, of };
}

/** The opt-outs that stand at a debtor's addresses. */
export function optOutsOf(debtor: DebtorFacts, optOuts: OptOuts): SimulatedDebtor["optOuts"] {
  return debtor.points.flatMap(({ address }) =>
    channels.filter((channel) => optOuts.has(optOutKey(channel, address))).map((channel) => ({ channel, address })),
  );
}

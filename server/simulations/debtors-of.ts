// Debtors as a simulation takes them, under their public ids.
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Channel } from "@/server/journeys/graph/schema";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";
import type { DebtorFacts, OptOuts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { optOutKey } from "@/server/touches/deciding/debtor-facts";

const channels: readonly Channel[] = ["email", "sms", "voice"];

export type Known = {
  tenant: TenantFacts;
  optOuts: OptOuts;
  of: Map<string, DebtorFacts>;
  /** How many of a debtor's phone lines were never looked up. */
  unknownLines: Map<string, number>;
};

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
  const isUnknown = ({ kind, lineType }: DebtorFacts["points"][number]) => kind === "phone" && lineType === null;
  const unknownLines = new Map([...facts.debtors].map(([id, { points }]) => [id, points.filter(isUnknown).length]));
  return { tenant: facts.tenant, optOuts: facts.optOuts, of, unknownLines };
}

/** The opt-outs that stand at a debtor's addresses. */
export function optOutsOf(debtor: DebtorFacts, optOuts: OptOuts): SimulatedDebtor["optOuts"] {
  return debtor.points.flatMap(({ address }) =>
    channels.flatMap((channel) =>
      (optOuts.get(optOutKey(channel, address)) ?? []).map((optOut) => ({ channel, address, ...optOut })),
    ),
  );
}

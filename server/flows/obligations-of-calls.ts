import type { TenantTransaction } from "@/db/tenant-transaction";
import { placesOfDebtors } from "@/server/journeys/places-of-debtors";
import { nextMorning } from "@/server/journeys/proof/next-morning";
import { profileOf, usualPlaces } from "@/server/journeys/proof/profiles";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { judgeContact } from "@/server/touches/deciding/judge-contact";
import { Ledger } from "@/server/touches/deciding/ledger";

/**
 * What the policy makes a call say, wherever the workspace's debtors are: the obligations of a call to a debtor of each
 * place, in working hours and with everything in order. Codes as in a decision's `obligations`.
 */
export async function obligationsOfCalls(tx: TenantTransaction, ctx: TenantContext): Promise<string[]> {
  const { tenant } = await loadContactFacts(tx, ctx, []);
  const own = await placesOfDebtors(tx, ctx);
  const codes = (own.length > 0 ? own : usualPlaces).map(profileOf).flatMap(({ debtor, zone }) => {
    const point = chooseContactPoint(debtor, "voice");
    if (!point) return [];
    const now = nextMorning(zone, ctx.clock.now());
    const facts = { tenant, debtors: new Map([[debtor.id, debtor]]), optOuts: new Map() };
    const contact = { debtor, point: { ...point, verifiedAt: now }, channel: "voice", purpose: "reminder" } as const;
    return judgeContact({ ...contact, disputed: false }, facts, new Ledger(), now).obligations;
  });
  return [...new Set(codes)].sort();
}

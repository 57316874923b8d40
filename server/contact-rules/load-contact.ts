// A debtor before the policy as the engine would see them, with nothing locked and nothing written. Internal.
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import { debtorMoney } from "@/server/campaigns/money/enrollment-money";
import type { HousePolicyInput } from "@/server/contact-rules/contract";
import { requireStricter } from "@/server/contact-rules/save-house-policy";
import { found } from "@/server/errors";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { loadLedger } from "@/server/touches/contact-ledger";
import type { ContactFacts, DebtorFacts } from "@/server/touches/deciding/debtor-facts";
import type { Ledger } from "@/server/touches/deciding/ledger";

export type LoadedContact = { facts: ContactFacts; debtor: DebtorFacts; ledger: Ledger; money: ChasedMoney; now: Date };

/** With the house policy that holds, or with a draft of one, which must be as strict as one that is saved. */
export async function loadContact(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, draft }: { debtorId: string; draft?: HousePolicyInput },
): Promise<LoadedContact> {
  if (draft) requireStricter(draft);
  const now = ctx.clock.now();
  const loaded = await loadContactFacts(tx, ctx, [debtorId]);
  const debtor = found(loaded.debtors.get(debtorId), "The debtor");
  const { today } = await workspaceDay(tx, ctx);
  const addresses = debtor.points.map((point) => point.address);
  const ledger = await loadLedger(tx, ctx, { debtorIds: [debtorId], addresses, now });
  const money = (await debtorMoney(tx, ctx, [debtorId], today))(debtorId);
  const facts = draft ? { ...loaded, tenant: { ...loaded.tenant, housePolicy: draft } } : loaded;
  return { facts, debtor, ledger, money, now };
}

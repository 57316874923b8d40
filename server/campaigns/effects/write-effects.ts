// What steps asked to be done beside contacting the debtor, written for a whole batch in the transaction of the new
// states. Every row carries the key of its step's visit, so that nothing happens twice.
import type { TenantTransaction } from "@/db/tenant-transaction";
import { chargeFees, settleFees, writeFees } from "@/server/campaigns/effects/fees";
import { notifyTeam } from "@/server/campaigns/effects/notify-team";
import type { EffectOf, OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import { askPeople, withdrawQuestions } from "@/server/campaigns/effects/questions";
import { updateDebtors } from "@/server/campaigns/effects/update-debtors";
import { callWebhooks } from "@/server/campaigns/effects/write-errands";
import type { Effect } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

type Writer<Kind extends Effect["kind"]> = (
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<Kind>>[],
) => Promise<void>;

const writers: { [Kind in Effect["kind"]]: Writer<Kind> } = {
  update: updateDebtors,
  notify: notifyTeam,
  ask_approval: askPeople,
  propose_fees: async (tx, ctx, effects) => {
    await writeFees(tx, ctx, effects, "proposed");
    await askPeople(tx, ctx, effects);
  },
  charge_fees: chargeFees,
  settle_fees: settleFees,
  call_webhook: callWebhooks,
  withdraw_question: withdrawQuestions,
};

/** Kind by kind, in the order in which each first came up. */
export async function writeEffects(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect[],
): Promise<void> {
  for (const [kind, owned] of Map.groupBy(effects, ({ effect }) => effect.kind)) {
    await (writers[kind] as Writer<Effect["kind"]>)(tx, ctx, owned);
  }
}

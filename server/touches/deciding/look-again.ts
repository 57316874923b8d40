// The second look: a queued touch meets live money and the policy once more, just before it leaves. Pure.
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import type { Channel } from "@/server/journeys/graph/schema";
import type { Decision } from "@/server/policy/contract";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import type { ContactFacts, ContactPoint, DebtorFacts } from "@/server/touches/deciding/debtor-facts";
import { judgeContact, noAddress, readVerdict } from "@/server/touches/deciding/judge-contact";
import { judgeMoney } from "@/server/touches/deciding/judge-money";
import type { Ledger } from "@/server/touches/deciding/ledger";

export type QueuedTouch = {
  touch: { id: string; purpose: TouchPurpose; channel: Channel; content: TouchContent; dispatchAt: Date };
  debtor: DebtorFacts | undefined;
  point: ContactPoint | undefined;
  money: ChasedMoney;
};

/** Whether it may leave now, may leave later, or may not leave any more. */
export function lookAgain(
  { touch, debtor, point, money }: QueuedTouch,
  facts: ContactFacts,
  ledger: Ledger,
  now: Date,
): { decision: Decision } & ReturnType<typeof readVerdict> {
  const byMoney = touch.purpose === "reminder" ? judgeMoney(money, now) : null;
  const own = { touchId: touch.id, at: touch.dispatchAt };
  const { channel, purpose } = touch;
  const saying = { content: touch.content, oldestDueOn: money.oldestDueOn };
  const decision =
    byMoney ??
    (debtor && point
      ? judgeContact({ debtor, point, channel, purpose, disputed: money.disputed, saying, own }, facts, ledger, now)
      : noAddress());
  return { decision, ...readVerdict(decision) };
}

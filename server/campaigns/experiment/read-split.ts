// A split's arms beside each other, and each against the one that they are measured against. Pure.
import type { Split, SplitArm } from "@/server/campaigns/experiment/contract";
import { differenceOfShares } from "@/server/campaigns/experiment/newcombe";
import { type Arm, compareArms } from "@/server/campaigns/experiment/verdict";

export type ArmCounts = { debtors: number; contacts: number; optedOut: number };

type Node = {
  id: string;
  title?: string;
  arms: readonly { id: string; label: string; holdout?: boolean }[];
};

/** Measured against the holdout where the split has one, against its first arm where not. */
export function readSplit(node: Node, of: (armId: string) => ArmCounts & { arm: Arm }, horizonDays: number): Split {
  const baseline = node.arms.find((arm) => arm.holdout) ?? node.arms[0];
  if (!baseline) return { nodeId: node.id, title: node.title ?? null, arms: [] };
  const control = of(baseline.id);
  const itself = compareArms(control.arm, control.arm, horizonDays);
  const arms = node.arms.map(({ id, label, holdout = false }): SplitArm => {
    const { arm, ...counts } = of(id);
    const base = { id, label, holdout, ...counts };
    if (id === baseline.id) return { ...base, summary: itself.control, against: null };
    const compared = compareArms(arm, control.arm, horizonDays, node.arms.length - 1);
    const { treated, verdict, needed, recoveredShare, daysToPay } = compared;
    const paidShare = differenceOfShares(
      { hits: treated.paid, of: treated.debtors },
      { hits: compared.control.paid, of: compared.control.debtors },
    );
    const optedOutShare = differenceOfShares(
      { hits: counts.optedOut, of: counts.debtors },
      { hits: control.optedOut, of: control.debtors },
    );
    return {
      ...base,
      summary: treated,
      against: { verdict, needed, recoveredShare, daysToPay, paidShare, optedOutShare },
    };
  });
  // The one that the others are measured against stands first.
  arms.sort((a, b) => Number(a.against !== null) - Number(b.against !== null));
  return { nodeId: node.id, title: node.title ?? null, arms };
}

import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Woken } from "@/server/campaigns/waking/woken";
import { raiseTasks, type TaskKind } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

/** Outcomes with which a journey gives a debtor up who still owes, and what a person is asked then. */
const asks: ReadonlyMap<string, TaskKind> = new Map([
  ["no_answer", "journey_ended"],
  ["exhausted", "journey_ended"],
  ["handed_over", "journey_ended"],
  ["unreachable", "unreachable"],
]);

/** Puts debtors whom their journey could not bring to an answer before a person. Who owes nothing leaves as paid. */
export function raiseEnded(tx: TenantTransaction, ctx: TenantContext, wakes: readonly Woken[]): Promise<void> {
  const tasks = wakes.flatMap(({ id, debtorId, status, outcome }) => {
    const kind = status === "done" ? asks.get(outcome ?? "") : undefined;
    return kind ? [{ kind, key: `ended:${id}`, debtorId, subjectKind: "enrollment", subjectId: id }] : [];
  });
  return raiseTasks(tx, ctx, tasks);
}

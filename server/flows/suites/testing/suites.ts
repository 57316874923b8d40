// Suites in tests: announced to nobody, and carried out where the test says so.
import { createFlow } from "@/server/flows/create-flow";
import type { SuiteChoice } from "@/server/flows/suites/contract";
import { startSuite } from "@/server/flows/suites/start-suite";
import { fromPublicId, type IdKind } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Announced = { name: string; data: Record<string, unknown>; id?: string };

/** A queue that only remembers. */
export function heardQueue() {
  const announced: Announced[] = [];
  return { announced, announce: async (event: Announced) => void announced.push(event) };
}

export async function reminder(ctx: TenantContext): Promise<string> {
  return uuid("flow", await createFlow(ctx, { name: "First call", template: "payment_reminder" }));
}

/** One on the first revision of the draft; started only. */
export async function started(ctx: TenantContext, flowId: string, choice: SuiteChoice, draftRevision = 1) {
  return { suiteId: uuid("flowSuite", await startSuite(ctx, { flowId, draftRevision, ...choice }, heardQueue())) };
}

function uuid(kind: IdKind, { id }: { id: string }): string {
  const found = fromPublicId(kind, id);
  if (!found) throw new Error(`${id} is no ${kind}`);
  return found;
}

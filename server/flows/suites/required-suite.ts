// What a conversation must have passed before it is published.
import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { flowSuiteResults, flowSuites } from "@/db/schema/flow-suites";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { FlowRow } from "@/server/flows/internal";
import { type RequiredSuite, suiteChoice } from "@/server/flows/suites/contract";
import type { HeldBy } from "@/server/flows/suites/held-by";
import { personasOf } from "@/server/flows/suites/personas-of";
import { type Persona, persona } from "@/server/flows/trial/persona";
import { sameValue } from "@/server/graphs/same-value";
import type { TenantContext } from "@/server/tenant-context";

/**
 * What is required of it, and whether the draft as it is now has passed: in the last finished suite of exactly what it is held
 * by, that had all of them and as often, none of them failed once. Null: nothing is required.
 */
export async function requiredSuiteOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  flow: FlowRow,
  held: HeldBy,
): Promise<RequiredSuite | null> {
  if (flow.requiredSuite === null) return null;
  const { personas: keys, runs } = suiteChoice.parse(flow.requiredSuite);
  const personas = (await personasOf(tx, ctx, flow.id, held.pinned)).filter(({ key }) => keys.includes(key));
  return {
    personas: personas.map(({ key }) => key),
    runs,
    isMet: personas.length > 0 && (await havePassed(tx, ctx, flow, held, { personas, runs })),
  };
}

async function havePassed(
  tx: TenantTransaction,
  ctx: TenantContext,
  flow: FlowRow,
  { hash }: HeldBy,
  required: { personas: Persona[]; runs: number },
): Promise<boolean> {
  const suites = await tx
    .select({ id: flowSuites.id, personas: flowSuites.personas, runs: flowSuites.runs })
    .from(flowSuites)
    .where(
      and(
        eq(flowSuites.tenantId, ctx.tenantId),
        eq(flowSuites.flowId, flow.id),
        eq(flowSuites.contentHash, hash),
        eq(flowSuites.status, "done"),
      ),
    )
    .orderBy(desc(flowSuites.number));
  const last = suites.find(({ personas, runs }) => {
    const tried = z.array(persona).parse(personas);
    return runs >= required.runs && required.personas.every((one) => tried.some((other) => sameValue(one, other)));
  });
  if (!last) return false;
  const keys = required.personas.map(({ key }) => key);
  const results = await tx
    .select({ failedRuns: flowSuiteResults.failedRuns })
    .from(flowSuiteResults)
    .where(
      and(
        eq(flowSuiteResults.tenantId, ctx.tenantId),
        eq(flowSuiteResults.suiteId, last.id),
        inArray(flowSuiteResults.persona, keys),
      ),
    );
  return results.length === keys.length && results.every(({ failedRuns }) => failedRuns === 0);
}

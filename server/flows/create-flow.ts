import { flows } from "@/db/schema/flows";
import { found } from "@/server/errors";
import type { CreateFlowInput } from "@/server/flows/contract";
import { blankFlow } from "@/server/flows/graph/new-node";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** A new conversation, blank or from a template. */
export function createFlow(ctx: TenantContext, input: CreateFlowInput): Promise<{ id: string }> {
  const template = input.template ?? null;
  return mutate(ctx, "flows.update", async (tx) => {
    const known = flowTemplates.find(({ key }) => key === template);
    const draft = template === null ? blankFlow : found(known, "The template").flow;
    const id = ctx.chance.id();
    const now = ctx.clock.now();
    await tx.insert(flows).values({
      tenantId: ctx.tenantId,
      id,
      name: input.name,
      draft,
      templateKey: template,
      createdAt: now,
      updatedAt: now,
      updatedBy: memberOf(ctx),
    });
    return { result: { id: toPublicId("flow", id) }, audit: { kind: "flow", id, details: { template } } };
  });
}

import { flowSkills } from "@/db/schema/flows";
import type { Chance } from "@/server/chance";
import { DomainError } from "@/server/errors";
import type { CreateOwnSkillInput } from "@/server/flows/own-skills/contract";
import { newSecret } from "@/server/flows/own-skills/internal";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Makes a skill and tells its secret, this once. CONFLICT where one has the name already, also an archived one. */
export function createOwnSkill(
  ctx: TenantContext,
  input: CreateOwnSkillInput,
  chance: Chance,
): Promise<{ id: string; secret: string }> {
  return mutate(ctx, "ownSkills.update", async (tx) => {
    const id = ctx.chance.id();
    const now = ctx.clock.now();
    const { text, sealed } = newSecret(ctx, id, chance);
    const { tenantId } = ctx;
    const made = await tx
      .insert(flowSkills)
      .values({ ...input, tenantId, id, secret: sealed, createdAt: now, updatedAt: now, updatedBy: memberOf(ctx) })
      .onConflictDoNothing({ target: [flowSkills.tenantId, flowSkills.name] })
      .returning({ id: flowSkills.id });
    if (made.length === 0) throw new DomainError("CONFLICT", `There is a skill "${input.name}" already.`);
    return {
      result: { id: toPublicId("ownSkill", id), secret: text },
      audit: { kind: "own_skill", id, details: { change: "created", timeoutMs: input.timeoutMs } },
    };
  });
}

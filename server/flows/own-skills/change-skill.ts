import { flowSkills } from "@/db/schema/flows";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Chance } from "@/server/chance";
import type { ChangeOwnSkillInput } from "@/server/flows/own-skills/contract";
import { lockSkill, newSecret, one, type SkillRow } from "@/server/flows/own-skills/internal";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * Changes it for what is published from now on. Address and secret are of now for every conversation; what it takes and
 * answers is of the version that a conversation is held by.
 */
export function changeOwnSkill(ctx: TenantContext, { ownSkillId, ...change }: ChangeOwnSkillInput): Promise<void> {
  return mutate(ctx, "ownSkills.update", async (tx) => {
    const before = await lockSkill(tx, ctx, ownSkillId);
    await write(tx, ctx, before, change);
    const details = { change: "changed", changed: changedNames(before, change) };
    return { result: undefined, audit: { kind: "own_skill", id: before.id, details } };
  });
}

/** Another secret from now on, told this once. */
export function renewSecret(
  ctx: TenantContext,
  input: { ownSkillId: string },
  chance: Chance,
): Promise<{ secret: string }> {
  return mutate(ctx, "ownSkills.update", async (tx) => {
    const skill = await lockSkill(tx, ctx, input.ownSkillId);
    const { text, sealed } = newSecret(ctx, skill.id, chance);
    await write(tx, ctx, skill, { secret: sealed });
    const audit = { kind: "own_skill", id: skill.id, details: { change: "secret_renewed" } };
    return { result: { secret: text }, audit };
  });
}

/** Takes it away: no conversation calls it any more, and none that does can be published. */
export function archiveOwnSkill(ctx: TenantContext, input: { ownSkillId: string }): Promise<void> {
  return setArchived(ctx, input.ownSkillId, ctx.clock.now());
}

/** Puts it back. */
export function restoreOwnSkill(ctx: TenantContext, input: { ownSkillId: string }): Promise<void> {
  return setArchived(ctx, input.ownSkillId, null);
}

function setArchived(ctx: TenantContext, id: string, archivedAt: Date | null): Promise<void> {
  return mutate(ctx, "ownSkills.update", async (tx) => {
    const skill = await lockSkill(tx, ctx, id);
    if ((skill.archivedAt === null) === (archivedAt === null)) return { result: undefined, audit: null };
    await write(tx, ctx, skill, { archivedAt });
    const details = { change: archivedAt ? "archived" : "restored" };
    return { result: undefined, audit: { kind: "own_skill", id: skill.id, details } };
  });
}

async function write(tx: TenantTransaction, ctx: TenantContext, skill: SkillRow, change: Partial<SkillRow>) {
  await tx
    .update(flowSkills)
    .set({ ...change, updatedAt: ctx.clock.now(), updatedBy: memberOf(ctx) })
    .where(one(ctx, skill.id));
}

function changedNames(before: SkillRow, change: Omit<ChangeOwnSkillInput, "ownSkillId">): string[] {
  return (Object.keys(change) as (keyof typeof change)[]).filter(
    (name) => JSON.stringify(sorted(before[name])) !== JSON.stringify(sorted(change[name])),
  );
}

/** The database keeps the keys of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

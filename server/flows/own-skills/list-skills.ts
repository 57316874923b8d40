import { desc, eq, sql } from "drizzle-orm";
import { flowSkills } from "@/db/schema/flows";
import { users } from "@/db/schema/tenancy";
import type { OwnSkillRow } from "@/server/flows/own-skills/contract";
import { skillOf } from "@/server/flows/own-skills/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Every skill of the workspace's own, those in use first; never a secret. */
export function listOwnSkills(ctx: TenantContext): Promise<OwnSkillRow[]> {
  return read(ctx, "ownSkills.read", async (tx) => {
    const rows = await tx
      .select({ skill: flowSkills, updatedBy: users.name })
      .from(flowSkills)
      .leftJoin(users, eq(users.id, flowSkills.updatedBy))
      .where(eq(flowSkills.tenantId, ctx.tenantId))
      .orderBy(desc(sql`${flowSkills.archivedAt} is null`), flowSkills.name)
      .limit(500);
    return rows.map(({ skill, updatedBy }) => ({
      ...skillOf(skill),
      id: toPublicId("ownSkill", skill.id),
      name: skill.name,
      url: skill.url,
      updatedAt: skill.updatedAt,
      updatedBy,
      archivedAt: skill.archivedAt,
    }));
  });
}

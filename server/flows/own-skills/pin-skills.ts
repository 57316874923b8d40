import { and, eq, inArray, isNull } from "drizzle-orm";
import { flowSkills } from "@/db/schema/flows";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { DraftFlow } from "@/server/flows/graph/schema";
import { skillOf } from "@/server/flows/own-skills/internal";
import { skillName } from "@/server/flows/skills/names";
import type { OwnSkills } from "@/server/flows/skills/own-skill";
import type { TenantContext } from "@/server/tenant-context";

/** The draft with the workspace's own skills that it calls, as they are now; what is archived or gone is not among them. */
export async function withOwnSkills(tx: TenantTransaction, ctx: TenantContext, draft: DraftFlow): Promise<DraftFlow> {
  const bare = withoutOwnSkills(draft);
  const called = draft.nodes.flatMap((node) => (node.kind === "skill" && node.skill ? [node.skill] : []));
  const names = [...new Set(called)].filter((name) => !skillName.safeParse(name).success);
  if (names.length === 0) return bare;
  return { ...bare, ownSkills: await ownSkillsOf(tx, ctx, names) };
}

/** The workspace's own skills that are in use, by their name. `names`: of these only. */
export async function ownSkillsOf(tx: TenantTransaction, ctx: TenantContext, names?: string[]): Promise<OwnSkills> {
  const rows = await tx
    .select()
    .from(flowSkills)
    .where(
      and(
        eq(flowSkills.tenantId, ctx.tenantId),
        names && inArray(flowSkills.name, names),
        isNull(flowSkills.archivedAt),
      ),
    )
    .orderBy(flowSkills.name)
    .limit(500);
  return Object.fromEntries(rows.map((row) => [row.name, skillOf(row)]));
}

/** As drafts are kept. */
export function withoutOwnSkills({ ownSkills: _, ...draft }: DraftFlow): DraftFlow {
  return draft;
}

// Private to this folder: a skill's row, what it is called by, and its secret.
import { and, eq } from "drizzle-orm";
import { flowSkills } from "@/db/schema/flows";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Chance } from "@/server/chance";
import { found } from "@/server/errors";
import { type OwnSkill, ownSkill } from "@/server/flows/skills/own-skill";
import type { TenantContext } from "@/server/tenant-context";
import { vaultOf } from "@/server/vault/vault";

export type SkillRow = typeof flowSkills.$inferSelect;

export const one = (ctx: TenantContext, id: string) =>
  and(eq(flowSkills.tenantId, ctx.tenantId), eq(flowSkills.id, id));

/** The skill's row, locked; throws NOT_FOUND. */
export async function lockSkill(tx: TenantTransaction, ctx: TenantContext, id: string): Promise<SkillRow> {
  const rows = await tx.select().from(flowSkills).where(one(ctx, id)).for("update");
  return found(rows[0], "The skill");
}

export function skillOf(row: SkillRow): OwnSkill {
  return ownSkill.parse(row);
}

/** What requests are signed with, as it is told once and as it is kept. */
export function newSecret(ctx: TenantContext, id: string, chance: Chance): { text: string; sealed: Buffer } {
  const text = `whsec_${Buffer.from(chance.bytes(32)).toString("base64")}`;
  return { text, sealed: vaultOf(ctx.tenantId).seal(text, aboutSecret(id), (count) => chance.bytes(count)) };
}

export function openSecret(ctx: TenantContext, { id, secret }: { id: string; secret: Buffer }): string {
  return vaultOf(ctx.tenantId).open(secret, aboutSecret(id));
}

const aboutSecret = (id: string) => `flow_skills.secret ${id}`;

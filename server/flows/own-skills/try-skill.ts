import { flowSkills } from "@/db/schema/flows";
import { withTenant } from "@/db/tenant-transaction";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { found } from "@/server/errors";
import { callSkill } from "@/server/flows/own-skills/call-skill";
import type { TriedSkill, TryOwnSkillInput } from "@/server/flows/own-skills/contract";
import { one, openSecret, skillOf } from "@/server/flows/own-skills/internal";
import { readerOf } from "@/server/flows/skills/own-skill";
import { read, writeAudit } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Calls a skill as a conversation would, about nobody: `data.isTry` tells the receiver. A sandbox calls nobody and gives the
 * answer that was written down for it.
 */
export async function tryOwnSkill(
  ctx: TenantContext,
  { ownSkillId, args }: TryOwnSkillInput,
  webhook: WebhookPort,
): Promise<TriedSkill> {
  const row = await read(ctx, "ownSkills.try", async (tx) =>
    found((await tx.select().from(flowSkills).where(one(ctx, ownSkillId)))[0], "The skill"),
  );
  const skill = skillOf(row);
  const given = readerOf(skill.parameters).safeParse(args);
  if (!given.success) {
    const [issue] = given.error.issues;
    return { ok: false, code: "INVALID_ARGUMENTS", detail: issue?.path.join(".") ?? "" };
  }
  if (ctx.mode === "sandbox") {
    return { ok: true, result: skill.sandboxAnswer, isCalled: false };
  }
  await rateLimit("own-skill.workspace", ctx.tenantId);
  const tried = await callSkill(
    webhook,
    {
      id: `try_${toPublicId("ownSkill", ctx.chance.id())}`,
      url: row.url,
      secret: openSecret(ctx, row),
      data: { skill: row.name, isTry: true, arguments: given.data, debtor: null },
    },
    skill,
    ctx.clock,
  );
  const details = { answer: tried.ok ? "ok" : tried.code };
  await withTenant(ctx, (tx) => writeAudit(tx, ctx, "ownSkills.try", { kind: "own_skill", id: row.id, details }));
  return tried.ok ? { ...tried, isCalled: true } : tried;
}

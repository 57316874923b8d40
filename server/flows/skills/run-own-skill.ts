// A workspace's own skill at work. Nothing of ours is held while the receiver is asked; the first answer to a call of a
// conversation is kept, and is what the same call answers from then on. A failure leaves nothing behind.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { type Answered, callSkill } from "@/server/flows/own-skills/call-skill";
import { openSecret } from "@/server/flows/own-skills/internal";
import type { Held } from "@/server/flows/skills/held";
import { failed, reasonOf } from "@/server/flows/skills/outcome";
import { type OwnSkill, ownSkill, readAnswer, readerOf } from "@/server/flows/skills/own-skill";
import type { SkillOutcome } from "@/server/flows/skills/run-skill";
import { log } from "@/server/log";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Call = { skillCallId: string; name: string; args: Record<string, unknown> };

/** Never throws. What it takes and answers is of the version that the conversation is held by; its address is of now. */
export async function runOwnSkill(
  ctx: TenantContext,
  held: Held,
  call: Call,
  webhook: WebhookPort | undefined,
): Promise<SkillOutcome> {
  try {
    return await run(ctx, held, call, webhook);
  } catch (error) {
    log.error({ err: error, skill: call.name }, "an own skill failed");
    return failed("INTERNAL", "Something failed on our side.");
  }
}

async function run(
  ctx: TenantContext,
  held: Held,
  call: Call,
  webhook: WebhookPort | undefined,
): Promise<SkillOutcome> {
  const { known, kept } = await withTenant(ctx, async (tx) => ({
    kept: await keptOf(tx, ctx, held, call),
    known: await load(tx, ctx, held, call.name),
  }));
  if (kept) return kept;
  if (!known) return failed("UNKNOWN_SKILL", `There is no skill "${call.name.slice(0, 60)}".`);
  if (known.is_archived) return failed("PRECONDITION", "This skill is archived.");
  const skill = ownSkill.parse(known.skill);
  const args = readerOf(skill.parameters).safeParse(call.args);
  if (!args.success) return failed("INVALID_ARGUMENTS", reasonOf(args.error));
  const answer = await answerOf(ctx, held, { ...call, args: args.data }, { ...known, skill }, webhook);
  if (!answer.ok) return failed(answer.code, `The receiver did not answer as agreed: ${answer.detail}.`);
  return withTenant(ctx, (tx) => keep(tx, ctx, held, call, answer.result));
}

async function answerOf(
  ctx: TenantContext,
  held: Held,
  { name, skillCallId, args }: Call,
  { skill, id, url, secret, external_id }: Omit<Known, "skill"> & { skill: OwnSkill },
  webhook: WebhookPort | undefined,
): Promise<Answered> {
  if (ctx.mode === "sandbox") {
    const answer = readAnswer(skill.sandboxAnswer, skill.results);
    return "result" in answer ? { ok: true, ...answer } : { ok: false, code: "INVALID_ANSWER", detail: answer.missing };
  }
  if (!webhook) return { ok: false, code: "UNAVAILABLE", detail: "NOT_CONNECTED" };
  const data = {
    skill: name,
    isTry: false,
    conversationId: toPublicId("call", held.conversationId),
    callId: skillCallId,
    arguments: args,
    debtor: { id: toPublicId("debtor", held.debtorId), externalId: external_id },
  };
  const key = `${held.conversationId}_${skillCallId}`;
  return callSkill(webhook, { id: key, url, secret: openSecret(ctx, { id, secret }), data }, skill, ctx.clock);
}

type Known = { id: string; url: string; secret: Buffer; is_archived: boolean; skill: unknown; external_id: string };

async function load(tx: TenantTransaction, ctx: TenantContext, held: Held, name: string): Promise<Known | undefined> {
  const { rows } = await tx.execute<Known>(sql`
    select s.id, s.url, s.secret, s.archived_at is not null as is_archived, v.flow -> 'ownSkills' -> s.name as skill,
      d.external_id
    from conversations c
    join flow_versions v on v.tenant_id = c.tenant_id and v.id = c.flow_version_id
    join flow_skills s on s.tenant_id = c.tenant_id and s.name = ${name} and v.flow -> 'ownSkills' ? s.name
    join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${held.conversationId} and c.debtor_id = ${held.debtorId}`);
  return rows[0];
}

async function keptOf(tx: TenantTransaction, ctx: TenantContext, held: Held, call: Call): Promise<SkillOutcome | null> {
  const { rows } = await tx.execute<{ name: string; result: Record<string, unknown> }>(sql`
    select name, result from skill_runs where tenant_id = ${ctx.tenantId}
      and conversation_id = ${held.conversationId} and skill_call_id = ${call.skillCallId}`);
  const [row] = rows;
  if (!row) return null;
  if (row.name !== call.name) return failed("IDEMPOTENCY_MISMATCH", "This call was made for another skill.");
  return { ok: true, result: row.result };
}

/** Where the same call was answered meanwhile, that answer is the one. */
async function keep(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  call: Call,
  result: Record<string, unknown>,
): Promise<SkillOutcome> {
  await tx.execute(sql`
    insert into skill_runs (tenant_id, id, conversation_id, skill_call_id, debtor_id, name, result, at)
    values (${ctx.tenantId}, ${ctx.chance.id()}, ${held.conversationId}, ${call.skillCallId}, ${held.debtorId},
            ${call.name}, ${JSON.stringify(result)}::jsonb, ${ctx.clock.now().toISOString()})
    on conflict (tenant_id, conversation_id, skill_call_id) do nothing`);
  return (await keptOf(tx, ctx, held, call)) ?? { ok: true, result };
}

import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { AnswerTextsInput, WrittenSettings } from "@/server/conversations/written/contract";
import { DomainError } from "@/server/errors";
import { mutate, read } from "@/server/mutate";
import { requireFlow } from "@/server/numbers/internal";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Answering = { flowId: string; name: string; flowVersionId: string };

export function getWrittenSettings(ctx: TenantContext): Promise<WrittenSettings> {
  return read(ctx, "workspace.read", async (tx) => {
    const sms = await conversationForSms(tx, ctx);
    return { sms: sms && { id: toPublicId("flow", sms.flowId), name: sms.name } };
  });
}

/** Conversations that are under way stay with the version they began with. `hasModel`: whether anybody can hold them. */
export function chooseForTexts(ctx: TenantContext, { flowId }: AnswerTextsInput, hasModel: boolean): Promise<void> {
  return mutate(ctx, "workspace.update", async (tx) => {
    await requireFlow(tx, ctx, flowId);
    if (flowId && !hasModel) throw new DomainError("LIVE_NEEDS_KEYS", "The model needs OPENAI_API_KEY.");
    if (flowId && !(await published(tx, ctx, flowId))) {
      throw new DomainError("PRECONDITION", "Publish the conversation first.");
    }
    await tx.execute(sql`
      update tenants set settings = settings || jsonb_build_object('written', ${JSON.stringify({ smsFlowId: flowId })}::jsonb)
      where id = ${ctx.tenantId}`);
    const details = { changed: ["textsConversation"] };
    return { result: undefined, audit: { kind: "workspace", id: ctx.tenantId, details } };
  });
}

/** The last published version of what answers text messages; null where nothing does, or it was archived. */
export async function conversationForSms(tx: TenantTransaction, ctx: TenantContext): Promise<Answering | null> {
  const { rows } = await tx.execute<{ id: string | null }>(sql`
    select settings -> 'written' ->> 'smsFlowId' as id from tenants where id = ${ctx.tenantId}`);
  const id = rows[0]?.id;
  return id ? published(tx, ctx, id) : null;
}

async function published(tx: TenantTransaction, ctx: TenantContext, flowId: string): Promise<Answering | null> {
  const { rows } = await tx.execute<Answering>(sql`
    select f.id as "flowId", f.name, v.id as "flowVersionId" from flows f
    join flow_versions v on v.tenant_id = f.tenant_id and v.flow_id = f.id
    where f.tenant_id = ${ctx.tenantId} and f.id = ${flowId} and f.archived_at is null
    order by v.number desc limit 1`);
  return rows[0] ?? null;
}

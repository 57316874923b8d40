import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type {
  AnsweringConversations,
  AnswerMessagesInput,
  WrittenChannel,
} from "@/server/conversations/written/contract";
import { DomainError } from "@/server/errors";
import { mutate, read } from "@/server/mutate";
import { requireFlow } from "@/server/numbers/internal";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Answering = { flowId: string; name: string; flowVersionId: string };

export function getAnswering(ctx: TenantContext): Promise<AnsweringConversations> {
  return read(ctx, "workspace.read", async (tx) => {
    const named = async (channel: WrittenChannel) => {
      const answering = await conversationFor(tx, ctx, channel);
      return answering && { id: toPublicId("flow", answering.flowId), name: answering.name };
    };
    return { sms: await named("sms"), email: await named("email") };
  });
}

/** Conversations that are under way stay with the version they began with. `hasModel`: whether anybody can hold them. */
export function chooseForMessages(
  ctx: TenantContext,
  { channel, flowId }: AnswerMessagesInput,
  hasModel: boolean,
): Promise<void> {
  return mutate(ctx, "workspace.update", async (tx) => {
    await requireFlow(tx, ctx, flowId);
    if (flowId && !hasModel) throw new DomainError("LIVE_NEEDS_KEYS", "The model needs OPENAI_API_KEY.");
    if (flowId && !(await published(tx, ctx, flowId))) {
      throw new DomainError("PRECONDITION", "Publish the conversation first.");
    }
    await tx.execute(sql`
      update tenants set settings = settings || jsonb_build_object('written',
        coalesce(settings -> 'written', '{}') || ${JSON.stringify({ [channel]: flowId })}::jsonb)
      where id = ${ctx.tenantId}`);
    const details = { changed: [`${channel}Conversation`] };
    return { result: undefined, audit: { kind: "workspace", id: ctx.tenantId, details } };
  });
}

/** The last published version of what answers on that channel; null where nothing does, or it was archived. */
export async function conversationFor(
  tx: TenantTransaction,
  ctx: TenantContext,
  channel: WrittenChannel,
): Promise<Answering | null> {
  const { rows } = await tx.execute<{ id: string | null }>(sql`
    select settings -> 'written' ->> ${channel} as id from tenants where id = ${ctx.tenantId}`);
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

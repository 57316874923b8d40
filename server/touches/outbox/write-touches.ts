// The outbox is filled here and nowhere else: touch, receipt and ledger slot together, in the transaction that decides.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";
import type { TouchContent } from "@/server/touches/contract";
import type { PlannedTouch } from "@/server/touches/deciding/planned-touch";
import { templateHash } from "@/server/touches/messages/words-of";
import { writeReceipts } from "@/server/touches/outbox/receipts";
import { textIdOf, writeTexts } from "@/server/touches/outbox/touch-texts";

/** Writes them in a statement a table; the key makes each happen once. Returns the ids of those that were new. */
export async function writeTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  touches: readonly PlannedTouch[],
): Promise<Set<string>> {
  if (touches.length === 0) return new Set();
  const now = ctx.clock.now();
  const at = now.toISOString();
  const texts = new Map<string, TouchContent>();
  const rows = touches.map((touch) => ({
    ...sayingOf(touch.content, texts),
    id: touch.id,
    key: touch.key,
    purpose: touch.purpose,
    enrollment_id: touch.enrollmentId,
    campaign_id: touch.campaignId,
    node_id: touch.nodeId,
    debtor_id: touch.debtorId,
    contact_point_id: touch.contactPointId,
    channel: touch.channel,
    status: touch.status,
    dispatch_at: touch.dispatchAt.toISOString(),
    result_code: touch.status === "refused" ? touch.decision.code : null,
    settled_at: touch.status === "refused" ? at : null,
  }));
  const [inserted] = await together([
    tx.execute<{ id: string }>(sql`
    insert into touches (tenant_id, id, key, purpose, enrollment_id, campaign_id, node_id, debtor_id, contact_point_id,
                         channel, content, text_id, status, dispatch_at, result_code, created_at, settled_at)
    select ${ctx.tenantId}::uuid, x.id, x.key, x.purpose, x.enrollment_id, x.campaign_id, x.node_id, x.debtor_id,
           x.contact_point_id, x.channel, x.content, x.text_id, x.status, x.dispatch_at, x.result_code,
           ${at}::timestamptz, x.settled_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, key text, purpose text, enrollment_id uuid, campaign_id uuid, node_id text, debtor_id uuid, contact_point_id uuid,
      channel text, content jsonb, text_id uuid, status text, dispatch_at timestamptz, result_code text, settled_at timestamptz)
    on conflict (tenant_id, key) do nothing
    returning id`),
    writeTexts(tx, ctx, texts),
  ]);
  const fresh = new Set(inserted.rows.map((row) => row.id));
  const written = touches.filter((touch) => fresh.has(touch.id));

  const receipts = writeReceipts(
    tx,
    ctx,
    written.map((touch) => ({
      touchId: touch.id,
      stage: "plan" as const,
      decision: touch.decision,
      contentHash: templateHash(touch.content),
    })),
  );
  const slots = written
    .filter((touch) => touch.status === "queued" && touch.address !== null)
    .map((touch) => ({
      id: ctx.chance.id(),
      touch_id: touch.id,
      debtor_id: touch.debtorId,
      channel: touch.channel,
      address: touch.address,
      at: touch.dispatchAt.toISOString(),
    }));
  const reserved =
    slots.length > 0
      ? tx.execute(sql`
          insert into contact_ledger (tenant_id, id, touch_id, debtor_id, channel, address, at, state)
          select ${ctx.tenantId}::uuid, id, touch_id, debtor_id, channel, address, at, 'reserved'
          from json_to_recordset(${JSON.stringify(slots)}::json) as x(
            id uuid, touch_id uuid, debtor_id uuid, channel text, address text, at timestamptz)`)
      : undefined;
  await together([receipts, reserved]);
  await askPerson(tx, ctx, written);
  return fresh;
}

/** What a machine may not do to somebody who objected waits for a person, who may. */
function askPerson(tx: TenantTransaction, ctx: TenantContext, touches: readonly PlannedTouch[]): Promise<void> {
  const waiting = touches.filter(({ status, decision }) => status === "refused" && decision.code === "HUMAN_REVIEW");
  return raiseTasks(
    tx,
    ctx,
    waiting.map(({ id, debtorId }) => ({
      kind: "human_review",
      key: `human_review:${id}`,
      debtorId,
      subjectKind: "touch",
      subjectId: id,
    })),
  );
}

/** What a touch says: its own content, or the text it shares, which is added to `texts`. */
function sayingOf(content: TouchContent, texts: Map<string, TouchContent>) {
  const textId = textIdOf(content);
  if (textId === undefined) return { content };
  texts.set(textId, content);
  return { text_id: textId };
}

/** Slots of touches that will not be made count no longer. */
export async function releaseSlots(tx: TenantTransaction, ctx: { tenantId: string }, touchIds: readonly string[]) {
  if (touchIds.length === 0) return;
  await tx.execute(sql`
    update contact_ledger set state = 'released'
    where tenant_id = ${ctx.tenantId} and touch_id = any(${sql.param([...touchIds])}::uuid[]) and state <> 'released'`);
}

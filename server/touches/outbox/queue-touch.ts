import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import { isErased } from "@/server/debtors/require-debtor";
import { found } from "@/server/errors";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { loadLedger, lockSlots, slotKeys } from "@/server/touches/contact-ledger";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { judgeContact, noAddress, readVerdict } from "@/server/touches/deciding/judge-contact";
import { writeTouches } from "@/server/touches/outbox/write-touches";

export type NewTouch = {
  /** Makes it happen once: the same key answers the touch that is already there. */
  key: string;
  purpose: TouchPurpose;
  debtorId: string;
  /** Absent: the debtor's primary active address of the channel. */
  contactPointId?: string;
  channel: Channel;
  content: TouchContent;
};

/**
 * Puts one touch outside a journey's own steps (a receipt, a confirmation, a pay link asked for in a call) through the
 * policy into the outbox, in the caller's transaction. Deferred ones are queued for the instant they may leave; denied
 * ones are kept, refused, with their receipt.
 */
export async function queueTouch(
  tx: TenantTransaction,
  ctx: TenantContext,
  touch: NewTouch,
): Promise<{ touchId: string; verdict: "allow" | "defer" | "deny" }> {
  const erased = await isErased(tx, ctx, touch.debtorId);
  const facts = await loadContactFacts(tx, ctx, [touch.debtorId]);
  const debtor = found(facts.debtors.get(touch.debtorId), "The debtor");
  const point = touch.contactPointId
    ? found(
        debtor.points.find((candidate) => candidate.id === touch.contactPointId),
        "The contact point",
      )
    : chooseContactPoint(debtor, touch.channel);
  const address = point?.address ?? null;

  await lockSlots(tx, ctx, slotKeys([{ debtorId: debtor.id, address }]));
  const existing = await findByKey(tx, ctx, touch.key);
  if (existing) return existing;

  const now = ctx.clock.now();
  const ledger = await loadLedger(tx, ctx, { debtorIds: [debtor.id], addresses: address ? [address] : [], now });
  const decision = point
    ? judgeContact(
        {
          debtor,
          point,
          channel: touch.channel,
          purpose: touch.purpose,
          disputed: false,
          saying: { content: touch.content, oldestDueOn: null },
        },
        facts,
        ledger,
        now,
      )
    : noAddress();
  const { verdict, until } = readVerdict(decision);

  const touchId = ctx.chance.id();
  await writeTouches(tx, ctx, [
    {
      id: touchId,
      key: touch.key,
      purpose: touch.purpose,
      campaignId: null,
      enrollmentId: null,
      nodeId: null,
      debtorId: debtor.id,
      contactPointId: point?.id ?? null,
      address,
      channel: touch.channel,
      // Written before they were erased, of a receipt or an answer: it is refused, and not kept.
      content: erased ? { type: "text", text: "" } : touch.content,
      status: verdict === "deny" ? "refused" : "queued",
      dispatchAt: verdict === "defer" && until ? until : now,
      decision,
    },
  ]);
  if (verdict !== "deny") await notifyWorkers(tx, ctx);
  return { touchId, verdict };
}

async function findByKey(tx: TenantTransaction, ctx: TenantContext, key: string) {
  const { rows } = await tx.execute<{ id: string; status: string; verdict: "allow" | "defer" | "deny" | null }>(sql`
    select t.id, t.status, r.verdict from touches t
    left join lateral (select verdict from touch_receipts r
      where r.tenant_id = t.tenant_id and r.touch_id = t.id order by r.at, r.id limit 1) r on true
    where t.tenant_id = ${ctx.tenantId} and t.key = ${key}`);
  const row = rows[0];
  if (!row) return undefined;
  return { touchId: row.id, verdict: row.status === "refused" ? ("deny" as const) : (row.verdict ?? "allow") };
}

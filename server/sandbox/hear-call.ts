import { sql } from "drizzle-orm";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { HeardCall } from "@/server/sandbox/contract";
import { loadDelivery, subjectOf } from "@/server/sandbox/internal";
import type { TenantContext } from "@/server/tenant-context";

const LINES_MAX = 2_000;

/** What was said on a call so far, as the phone hears it and in the transcript's order, and whether it is over. */
export function hearCall(ctx: TenantContext, { deliveryId }: { deliveryId: string }): Promise<HeardCall> {
  return read(ctx, "sandbox.read", async (tx) => {
    const delivery = await loadDelivery(tx, ctx, deliveryId);
    const subject = found(subjectOf(delivery), "The call");
    const call = "touchId" in subject ? sql`c.touch_id = ${subject.touchId}` : sql`c.id = ${subject.callId}`;
    const { rows } = await tx.execute<HeardCall["lines"][number]>(sql`
      select t.position, case t.speaker when 'debtor' then 'debtor' else 'call' end as who, t.kind,
        coalesce(t.heard_text, t.text) as text, t.language
      from calls c
      join call_turns t on t.tenant_id = c.tenant_id and t.call_id = c.id
      where c.tenant_id = ${ctx.tenantId} and ${call}
      order by t.position limit ${LINES_MAX}`);
    return { isOver: delivery.state !== "in_progress", lines: rows };
  });
}

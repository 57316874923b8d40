import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import type { TenantContext } from "@/server/tenant-context";
import { PAYMENT_ON_ITS_WAY } from "@/server/touches/deciding/judge-money";

/** A payment that held contact back did not come: what it held is decided anew, now. */
export async function resumeAfterPayment(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<void> {
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    update enrollments set due_at = ${now}
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and status = 'waiting' and due_at > ${now}`);
  await tx.execute(sql`
    with freed as (
      update touches set dispatch_at = ${now}
      where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and status = 'queued'
        and result_code = ${PAYMENT_ON_ITS_WAY}
      returning id)
    update contact_ledger l set at = ${now} from freed
    where l.tenant_id = ${ctx.tenantId} and l.touch_id = freed.id and l.state = 'reserved'`);
  await notifyWorkers(tx, ctx);
}

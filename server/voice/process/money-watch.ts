// Money that moves while we talk. Whoever pays, promises or disputes need not know that a call is on: the process that has the
// line looks twice a second, one query a workspace, and only where that tells of a change at what has changed.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { MoneyNow } from "@/server/flows/interpreter/facts";
import { moneyChange } from "@/server/flows/interpreter/money-change";
import { moneyOf } from "@/server/flows/skills/acts/account";
import { log } from "@/server/log";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import type { Happening } from "@/server/voice/call/dialogue";

export const LOOK_EVERY_MS = 500;

export type Watched = {
  streamId: string;
  tenantId: string;
  debtorId: string;
  /** As the conversation knows it now. */
  known(): MoneyNow;
};

export class MoneyWatch {
  readonly #calls = new Map<string, Watched & { mark: string | null }>();
  readonly #tell: (streamId: string, happening: Happening) => void;
  #isLooking = false;

  constructor(tell: (streamId: string, happening: Happening) => void) {
    this.#tell = tell;
  }

  add(call: Watched) {
    this.#calls.set(call.streamId, { ...call, mark: null });
  }

  remove(streamId: string) {
    this.#calls.delete(streamId);
  }

  /** Tells each call what changed for it since it was looked at last. A look that is still under way is not doubled. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#calls.size === 0) return;
    this.#isLooking = true;
    try {
      const tenants = new Set([...this.#calls.values()].map(({ tenantId }) => tenantId));
      for (const tenantId of tenants) {
        await this.#lookIn(tenantId).catch((err: unknown) => log.warn({ err, tenantId }, "money was not looked at"));
      }
    } finally {
      this.#isLooking = false;
    }
  }

  async #lookIn(tenantId: string): Promise<void> {
    const calls = [...this.#calls.values()].filter((call) => call.tenantId === tenantId);
    const ctx = await systemContext(tenantId, "call");
    const marks = await marksOf(
      ctx,
      calls.map(({ debtorId }) => debtorId),
    );
    for (const call of calls) {
      const mark = marks.get(call.debtorId);
      if (mark === undefined || mark === call.mark) continue;
      call.mark = mark;
      const money = await withTenant(ctx, (tx) => moneyOf(tx, ctx, call.debtorId));
      const kind = moneyChange(call.known(), money);
      if (kind) this.#tell(call.streamId, { type: "money_changed", kind, money });
    }
  }
}

/** Changes whenever something of a debtor's money does. */
async function marksOf(ctx: TenantContext, debtorIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = sql.param([...new Set(debtorIds)]);
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string; mark: string }>(sql`
      select d.id, concat_ws('|',
        (select string_agg(b.currency || b.open_minor, ',' order by b.currency) from debtor_balances b
          where b.tenant_id = d.tenant_id and b.debtor_id = d.id),
        (select string_agg(p.id::text, ',' order by p.id) from promises p
          where p.tenant_id = d.tenant_id and p.debtor_id = d.id and p.status = 'open'),
        (select count(*) from invoices i
          where i.tenant_id = d.tenant_id and i.debtor_id = d.id and i.status = 'open' and i.has_open_dispute)) as mark
      from debtors d where d.tenant_id = ${ctx.tenantId} and d.id = any(${ids}::uuid[])`),
  );
  return new Map(rows.map(({ id, mark }) => [id, mark]));
}

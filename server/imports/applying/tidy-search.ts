import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

const pauseMs = 100;

/** Leaves it to `tidyingSearch` to sort what this transaction writes into the search indexes. */
export async function writeUnsorted(tx: TenantTransaction) {
  await tx.execute(sql`set local gin_pending_list_limit = '32MB'`);
}

/**
 * While `work` writes in bulk, another connection sorts what it wrote into the search indexes, on another core; the rest
 * of it at the end, so that no search has to read it unsorted.
 */
export async function tidyingSearch<T>(ctx: TenantContext, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const tidying = keepTidy(ctx, ended.signal);
  try {
    return await work();
  } finally {
    ended.abort();
    await tidying;
  }
}

async function keepTidy(ctx: TenantContext, ended: AbortSignal) {
  for (let last = false; !last; ) {
    await setTimeout(pauseMs, undefined, { signal: ended }).catch(() => {});
    last = ended.aborted;
    // When it fails, the next writer or PostgreSQL's own cleaning does it.
    await withTenant(ctx, (tx) => tx.execute(sql`select tidy_search()`)).catch(() => {});
  }
}

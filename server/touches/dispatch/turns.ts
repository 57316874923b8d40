import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/** For what cannot be sent as fast as it is queued: one at a time, each decided about when its turn has come. */
export type Turns = {
  /** Waits for the next; false: nothing may go on now, later somebody looks again. */
  wait(ctx: TenantContext): Promise<boolean>;
  /** How many may be claimed, in the transaction that claims them. */
  room(tx: TenantTransaction, ctx: TenantContext): Promise<number>;
  /** Something left. */
  used(): void;
};

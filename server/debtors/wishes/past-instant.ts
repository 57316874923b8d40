import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

/** A minute on the workspace's clock that is over; throws INVALID_INPUT about `field` for one that is to come. */
export async function pastInstant(
  tx: TenantTransaction,
  ctx: TenantContext,
  local: string,
  field: string,
): Promise<Date> {
  const { zone } = await workspaceDay(tx, ctx);
  const at = instantAt(zone, local.slice(0, 10), local.slice(11));
  // The form tells minutes.
  if (at.getTime() <= ctx.clock.now().getTime() + 60_000) return at;
  throw new DomainError("INVALID_INPUT", "It cannot lie in the future.", {
    fields: { [field]: "must not be in the future" },
  });
}

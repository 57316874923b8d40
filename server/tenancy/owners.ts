import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

/** Throws FORBIDDEN where someone who is no owner would make, unmake or remove one. */
export function refuseOwnersAffairs(ctx: TenantContext, before: Role, after: Role): void {
  const actsAsOwner = ctx.actor.kind === "system" || (ctx.actor.kind === "member" && ctx.actor.role === "owner");
  if (!actsAsOwner && (before === "owner" || after === "owner")) throw new DomainError("FORBIDDEN");
}

/** Throws PRECONDITION where the only owner would go. The rows stay locked, so that two owners cannot both go at once. */
export async function refuseLastOwner(tx: TenantTransaction, ctx: TenantContext): Promise<void> {
  const owners = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, ctx.tenantId), eq(members.role, "owner")))
    .for("update");
  if (owners.length < 2) throw new DomainError("PRECONDITION", "A workspace keeps at least one owner.");
}

// For *.db.test.ts: a workspace of one's own, with its owner, a standing clock and seeded chance.
import { randomUUID } from "node:crypto";
import { members, tenants, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { realChance, seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import type { Role } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

export type TestWorkspace = {
  ctx: TenantContext;
  userId: string;
  slug: string;
  as(role: Role): TenantContext;
  at(now: Date): TenantContext;
};

/** Creates it; every call makes another one. */
export async function makeWorkspace(
  options: { now?: Date; mode?: "live" | "sandbox"; country?: string; currency?: string; timeZone?: string } = {},
): Promise<TestWorkspace> {
  const now = options.now ?? new Date("2026-03-02T15:00:00Z");
  const mode = options.mode ?? "sandbox";
  const tenantId = realChance.id();
  const userId = realChance.id();
  const slug = `test-${randomUUID().slice(0, 8)}`;
  await asSystem("create-workspace", async (tx) => {
    await tx
      .insert(users)
      .values({ id: userId, email: `${slug}@example.com`, name: "Test Owner", createdAt: now, emailVerifiedAt: now });
    await tx.insert(tenants).values({
      id: tenantId,
      slug,
      name: "Test Freight",
      mode,
      country: options.country ?? "US",
      timeZone: options.timeZone ?? "America/Chicago",
      currency: options.currency ?? "USD",
      phone: "+15125550100",
      email: "billing@example.com",
      clockAt: mode === "sandbox" ? now : null,
      createdAt: now,
    });
    await tx.insert(members).values({ tenantId, id: realChance.id(), userId, role: "owner", createdAt: now });
  });
  const clock = standingClock(now);
  const ctx: TenantContext = {
    tenantId,
    mode,
    actor: { kind: "member", userId, role: "owner" },
    requestId: "test",
    clock,
    chance: seededChance(tenantId, clock),
  };
  return {
    ctx,
    userId,
    slug,
    as: (role) => ({ ...ctx, actor: { kind: "member", userId, role } }),
    at: (later) => ({ ...ctx, clock: standingClock(later) }),
  };
}

// From a token and an address to the person and the workspace. Knows nothing of Next.
import { and, desc, eq } from "drizzle-orm";
import { members, tenants } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { liveSession, type Person } from "@/server/auth/sessions/sessions";
import { realClock } from "@/server/clock";
import type { Role } from "@/server/tenancy/permissions";
import { contextOf } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";

export type Membership = {
  id: string;
  slug: string;
  name: string;
  mode: "live" | "sandbox";
  role: Role;
  country: string;
  timeZone: string;
  currency: string;
  language: string;
  clockAt: Date | null;
  clockTargetAt: Date | null;
};

/** The person of a live session, or null. */
export function resolvePerson(session: { sessionId: string; userId: string }): Promise<Person | null> {
  return asSystem("sign-in", (tx) => liveSession(tx, session, realClock.now()));
}

/** The workspace with this address where the person is a member of it; null tells strangers nothing. */
export async function resolveMembership(userId: string, slug: string): Promise<Membership | null> {
  const rows = await asSystem("resolve-workspace", (tx) =>
    tx
      .select(membershipColumns)
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(tenants.slug, slug), eq(members.userId, userId))),
  );
  return rows[0] ?? null;
}

/** Every workspace of the person, the newest first: the switcher's data. */
export function listWorkspaces(userId: string): Promise<Membership[]> {
  return asSystem("list-workspaces", (tx) =>
    tx
      .select(membershipColumns)
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(eq(members.userId, userId))
      .orderBy(desc(tenants.createdAt)),
  );
}

/** What verbs take, for this member. */
export function memberContext(membership: Membership, userId: string, requestId?: string): TenantContext {
  return contextOf(membership, { kind: "member", userId, role: membership.role }, { requestId });
}

const membershipColumns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  mode: tenants.mode,
  role: members.role,
  country: tenants.country,
  timeZone: tenants.timeZone,
  currency: tenants.currency,
  language: tenants.language,
  clockAt: tenants.clockAt,
  clockTargetAt: tenants.clockTargetAt,
};

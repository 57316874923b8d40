// Tells PostgreSQL of a workspace whose touches it does not know yet. Of such a workspace it expects one row however it
// looks for it, and takes any index that begins with the tenant: each look-up would read all that the workspace has.
import { refreshStatistics } from "@/db/refresh-statistics";
import { contactLedger, touches } from "@/db/schema/touches";

/** So many touches, and each time four times as many, change what the statistics say. */
const FIRST = 200;
const GROWTH = 4;
const WORKSPACES_MAX = 10_000;

/** Not what touches say and how they ended: half the time went into that. */
const lookedUpBy = [
  touches.tenantId,
  touches.id,
  touches.key,
  touches.debtorId,
  touches.enrollmentId,
  touches.campaignId,
  touches.channel,
  touches.status,
  touches.dispatchAt,
  touches.createdAt,
];

const written = new Map<string, number>();

/** Counts what this process wrote for a workspace; now and then the statistics are made anew. */
export async function keepStatistics(tenantId: string, more: number): Promise<void> {
  if (more === 0) return;
  const before = written.get(tenantId) ?? 0;
  if (before === 0 && written.size >= WORKSPACES_MAX) written.clear();
  written.set(tenantId, before + more);
  if (steps(before + more) > steps(before)) await refreshStatistics([lookedUpBy, contactLedger]);
}

const steps = (count: number) => (count < FIRST ? 0 : 1 + Math.floor(Math.log(count / FIRST) / Math.log(GROWTH)));

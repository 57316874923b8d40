import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, users } from "@/db/schema/tenancy";
import type { JourneyChange, ListChangesInput } from "@/server/journeys/contract";
import { type DraftChange, draftChange } from "@/server/journeys/graph/changes/count-changes";
import { loadJourney } from "@/server/journeys/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const pageSize = 200;
/** Saves of one person with less than this between them are one sitting. */
const sittingMs = 30 * 60_000;

/** Who changed what in a journey, the newest first; a sitting of many saves is one entry. */
export async function listChanges(
  ctx: TenantContext,
  { journeyId, cursor }: ListChangesInput,
): Promise<{ items: JourneyChange[]; nextCursor: string | null }> {
  return read(ctx, "journeys.read", async (tx) => {
    await loadJourney(tx, ctx, journeyId);
    const rows = await tx
      .select({
        id: auditEntries.id,
        at: auditEntries.at,
        actorId: auditEntries.actorId,
        by: users.name,
        action: auditEntries.action,
        details: auditEntries.details,
      })
      .from(auditEntries)
      .leftJoin(users, eq(users.id, auditEntries.actorId))
      .where(
        and(
          eq(auditEntries.tenantId, ctx.tenantId),
          eq(auditEntries.subjectKind, "journey"),
          eq(auditEntries.subjectId, journeyId),
          cursor ? lt(auditEntries.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(pageSize + 1);
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
    return {
      items: inSittings(rows.slice(0, pageSize)),
      nextCursor: last ? toPublicId("auditEntry", last.id) : null,
    };
  });
}

type Row = { id: string; at: Date; actorId: string | null; by: string | null; action: string; details: unknown };

const details = z.object({
  change: z.enum(["draft", "renamed", "archived", "restored", "rolled_back", "discarded", "drafted"]).optional(),
  number: z.number().int().optional(),
  steps: draftChange.shape.steps.catch([]),
  connections: draftChange.shape.connections.catch(0),
  leaveOn: draftChange.shape.leaveOn.catch(false),
});

function inSittings(rows: Row[]): JourneyChange[] {
  const entries: (JourneyChange & { actorId: string | null; since: Date })[] = [];
  for (const row of rows) {
    const { change, number, steps, connections, leaveOn } = details.parse(row.details);
    const kind = row.action === "journeys.publish" ? "published" : (change ?? "created");
    const others = connections > 0 || leaveOn;
    const last = entries.at(-1);
    if (
      kind === "draft" &&
      last?.kind === "draft" &&
      last.actorId === row.actorId &&
      last.since.getTime() - row.at.getTime() < sittingMs
    ) {
      last.steps = merged(steps, last.steps);
      last.since = row.at;
      last.others ||= others;
      continue;
    }
    entries.push({
      id: toPublicId("auditEntry", row.id),
      at: row.at,
      since: row.at,
      actorId: row.actorId,
      by: row.by,
      kind,
      number: number ?? null,
      steps,
      others,
    });
  }
  return entries
    .filter((entry) => entry.kind !== "draft" || entry.steps.length > 0 || entry.others)
    .map(({ actorId: _actor, since: _since, ...entry }) => entry);
}

/** An earlier and a later change of the same step: added and then changed is added, added and then removed is nothing. */
function merged(earlier: DraftChange["steps"], later: DraftChange["steps"]): DraftChange["steps"] {
  const steps = new Map(earlier.map((step) => [step.id, step]));
  for (const step of later) {
    const before = steps.get(step.id)?.change;
    if (before === "added" && step.change === "removed") steps.delete(step.id);
    else if (before === "added") steps.set(step.id, { ...step, change: "added" });
    else if (before === "removed" && step.change === "added") steps.set(step.id, { ...step, change: "changed" });
    else steps.set(step.id, step);
  }
  return [...steps.values()];
}

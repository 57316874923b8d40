import { and, desc, eq, lt, sql } from "drizzle-orm";
import { auditEntries, users } from "@/db/schema/tenancy";
import type { ListAuditInput } from "@/server/audit/contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** What was changed here, the newest first. Ids are made in the order of real time, so they are also the cursor. */
export function listAuditEntries(ctx: TenantContext, { before, kind, limit }: ListAuditInput) {
  return read(ctx, "audit.read", async (tx) => {
    const rows = await tx
      .select({
        id: auditEntries.id,
        at: auditEntries.at,
        actorKind: auditEntries.actorKind,
        actorName: users.name,
        action: auditEntries.action,
        subjectKind: auditEntries.subjectKind,
        subjectId: auditEntries.subjectId,
        details: sql<Record<string, unknown>>`${auditEntries.details}`,
        requestId: auditEntries.requestId,
      })
      .from(auditEntries)
      .leftJoin(users, eq(users.id, auditEntries.actorId))
      .where(
        and(
          eq(auditEntries.tenantId, ctx.tenantId),
          before ? lt(auditEntries.id, before) : undefined,
          kind ? eq(auditEntries.subjectKind, kind) : undefined,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit).map((row) => ({ ...row, id: toPublicId("auditEntry", row.id) }));
    return { entries: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  });
}

/** The kinds of things that appear in the log, for its filter. */
export function listAuditKinds(ctx: TenantContext): Promise<string[]> {
  return read(ctx, "audit.read", async (tx) => {
    const rows = await tx
      .selectDistinct({ kind: auditEntries.subjectKind })
      .from(auditEntries)
      .where(eq(auditEntries.tenantId, ctx.tenantId))
      .orderBy(auditEntries.subjectKind);
    return rows.map((row) => row.kind);
  });
}

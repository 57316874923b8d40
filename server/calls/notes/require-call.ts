// Internal to the room: the call that a note is about, and a note that is one's own.
import { and, eq } from "drizzle-orm";
import { callNotes, calls } from "@/db/schema/calls";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

/** Throws NOT_FOUND. */
export async function requireCall(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<void> {
  const rows = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.tenantId, ctx.tenantId), eq(calls.id, callId)));
  found(rows[0], "The call");
}

/** The note's call. Throws NOT_FOUND, or FORBIDDEN where somebody else wrote it. */
export async function requireOwnNote(tx: TenantTransaction, ctx: TenantContext, noteId: string): Promise<string> {
  const rows = await tx
    .select({ callId: callNotes.callId, authorId: callNotes.authorId })
    .from(callNotes)
    .where(and(eq(callNotes.tenantId, ctx.tenantId), eq(callNotes.id, noteId)))
    .for("update");
  const note = found(rows[0], "The note");
  if (ctx.actor.kind !== "member" || note.authorId !== ctx.actor.userId)
    throw new DomainError("FORBIDDEN", "Only who wrote a note may change it.");
  return note.callId;
}

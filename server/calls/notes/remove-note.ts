import { and, eq } from "drizzle-orm";
import { callNotes } from "@/db/schema/calls";
import { requireOwnNote } from "@/server/calls/notes/require-call";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Takes one's own note away. */
export function removeCallNote(ctx: TenantContext, input: { noteId: string }): Promise<void> {
  return mutate(ctx, "calls.note", async (tx) => {
    const callId = await requireOwnNote(tx, ctx, input.noteId);
    await tx.delete(callNotes).where(and(eq(callNotes.tenantId, ctx.tenantId), eq(callNotes.id, input.noteId)));
    return { result: undefined, audit: { kind: "call", id: callId, details: { removed: input.noteId } } };
  });
}

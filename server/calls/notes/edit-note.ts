import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { callNotes } from "@/db/schema/calls";
import type { editCallNoteInput } from "@/server/calls/contract";
import { requireOwnNote } from "@/server/calls/notes/require-call";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Writes one's own note anew. */
export function editCallNote(ctx: TenantContext, input: z.output<typeof editCallNoteInput>): Promise<void> {
  return mutate(ctx, "calls.note", async (tx) => {
    const { noteId, ...note } = input;
    const callId = await requireOwnNote(tx, ctx, noteId);
    await tx
      .update(callNotes)
      .set({ ...note, updatedAt: ctx.clock.now() })
      .where(and(eq(callNotes.tenantId, ctx.tenantId), eq(callNotes.id, noteId)));
    return { result: undefined, audit: { kind: "call", id: callId, details: { edited: noteId } } };
  });
}

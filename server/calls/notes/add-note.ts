import type { z } from "zod";
import { callNotes } from "@/db/schema/calls";
import type { addCallNoteInput } from "@/server/calls/contract";
import { requireCall } from "@/server/calls/notes/require-call";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Writes down what a person thinks of a call. */
export function addCallNote(ctx: TenantContext, input: z.output<typeof addCallNoteInput>): Promise<{ noteId: string }> {
  return mutate(ctx, "calls.note", async (tx) => {
    const { callId, ...note } = input;
    await requireCall(tx, ctx, callId);
    const id = ctx.chance.id();
    const now = ctx.clock.now();
    await tx.insert(callNotes).values({
      tenantId: ctx.tenantId,
      id,
      callId,
      authorId: ctx.actor.kind === "member" ? ctx.actor.userId : null,
      ...note,
      createdAt: now,
      updatedAt: now,
    });
    const audit = { kind: "call", id: callId, details: { added: id, category: note.category } };
    return { result: { noteId: toPublicId("callNote", id) }, audit };
  });
}
